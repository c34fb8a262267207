import type { Contraction } from './contraction.ts'
import { type GraphIndex, intAttribute } from './graphIndex.ts'
import { axesOf } from './inferDims.ts'
import type { OnnxNode } from './onnxModel.ts'
import { factOf, type Facts } from './tensorFacts.ts'

/** A sum over one axis, counted from the end; undefined for any other node. */
export function summedAxis(node: OnnxNode, facts: Facts): { readonly axis: number; readonly keeps: boolean } | undefined {
  if (node.op !== 'ReduceSum') return undefined
  const [axis, more] = axesOf(node, node.inputs[1] ? factOf(facts, node.inputs[1]) : undefined) ?? []
  const rank = factOf(facts, node.inputs[0]!).dims?.length
  if (axis === undefined || more !== undefined || (axis >= 0 && rank === undefined)) return undefined
  return { axis: axis < 0 ? -1 - axis : rank! - 1 - axis, keeps: intAttribute(node, 'keepdims', 1) === 1 }
}

/**
 * Weights that are multiplied with the values element by element, then added up over an axis: a product of matrices in other
 * words. `axis` is the weights' own that is to be summed; the values' features are the last axis, along which a weight is one number.
 */
export function asSummedProduct(node: OnnxNode, weights: string, axis: number, index: GraphIndex, facts: Facts): Contraction | undefined {
  if (node.op !== 'Mul' || axis === 0 || factOf(facts, weights).dims?.at(-1) !== 1) return undefined
  const values = node.inputs.find((input) => input !== weights)
  const [only, more] = index.consumers(node.outputs[0]!)
  const sum = only && !more ? summedAxis(only, facts) : undefined
  if (!values || sum?.axis !== axis) return undefined
  // What is left of the weights' axes are the queries, where there are several.
  const free = (factOf(facts, weights).dims?.length ?? 0) > axis + 2 ? axis + 1 : 0
  const gone = sum.keeps ? 0 : 1
  return {
    node: only!, product: only!.outputs[0]!, factor: 1,
    sides: [
      { tensor: weights, free, summed: axis, out: free === 0 ? 1 : free - gone },
      { tensor: values, free: 0, summed: axis, out: 0 },
    ],
  }
}
