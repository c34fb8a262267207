import { asContraction, type Contraction } from './contraction.ts'
import { followAxis } from './followAxis.ts'
import type { GraphIndex } from './graphIndex.ts'
import type { OnnxNode } from './onnxModel.ts'
import { factOf, type Facts } from './tensorFacts.ts'
import { asSummedProduct } from './summedProduct.ts'
import type { Step } from './traceScores.ts'

/** How the result of a softmax comes to be multiplied with the values. */
export interface WeightPath {
  readonly contraction: Contraction
  /** Which side of the product the weights are: 0 or 1. */
  readonly side: 0 | 1
  /** The weights as they are multiplied, before any quantisation. */
  readonly weights: string
  /** From the softmax to the product. */
  readonly steps: readonly Step[]
}

const carriers = new Set([
  'Cast', 'CastLike', 'Identity', 'Dropout', 'Where', 'Mul', 'Div', 'Reshape', 'Transpose', 'Squeeze', 'Unsqueeze',
  'Expand', 'Slice', 'Split', 'Exp', 'Clip', 'QuantizeLinear', 'DequantizeLinear', 'DynamicQuantizeLinear',
])
const movers = new Set([...carriers, 'Pad', 'Gather', 'GatherElements', 'GatherND', 'ScatterND', 'ScatterElements', 'Concat', 'Add', 'Tile'])

export interface WeightTrace {
  /** Also through operators that rearrange elements, and without minding the axis. */
  readonly scattered?: boolean
  /** The softmax's axis, counted from the end; the last by itself. */
  readonly axis?: number
  /** Also to products element by element that are added up afterwards. */
  readonly sums?: boolean
}

/**
 * Walks on from the result of a softmax to the product whose summed axis is the softmax's own and whose other side is
 * an activation.
 */
export function traceWeights(
  tensor: string, index: GraphIndex, facts: Facts, { scattered = false, axis: from = 0, sums = false }: WeightTrace = {},
): WeightPath | undefined {
  const seen = new Set([tensor])
  let front: { tensor: string; weights: string; axis: number; steps: readonly Step[] }[] =
    [{ tensor, weights: tensor, axis: from, steps: [] }]
  while (front.length) {
    const next: typeof front = []
    for (const at of front) {
      for (const node of index.consumers(at.tensor)) {
        const contraction = asContraction(node, index) ?? (sums ? asSummedProduct(node, at.tensor, at.axis, index, facts) : undefined)
        if (contraction) {
          const side = contraction.sides.findIndex(({ tensor: operand, summed }) =>
            (operand === at.tensor || operand === at.weights) && (scattered || summed === at.axis))
          const other = contraction.sides[1 - side]
          if (side >= 0 && other && factOf(facts, other.tensor).fed && other.tensor !== at.tensor) {
            return { contraction, side: side as 0 | 1, weights: at.weights, steps: at.steps }
          }
          continue
        }
        if (!(scattered ? movers : carriers).has(node.op) || !mayCarry(node, at.tensor)) continue
        const axis = followAxis(node, at.tensor, at.axis, facts) ?? (scattered ? at.axis : undefined)
        const output = node.outputs[0]
        if (axis === undefined || !output || seen.has(output)) continue
        seen.add(output)
        const quantised = /Quantize/.test(node.op)
        next.push({ tensor: output, weights: quantised ? at.weights : output, axis, steps: [...at.steps, { node, input: at.tensor }] })
      }
    }
    front = next
  }
  return undefined
}

/** A divisor, a condition or a shape does not carry what it is made of. */
function mayCarry(node: OnnxNode, tensor: string): boolean {
  if (node.op === 'Where') return node.inputs[1] === tensor || node.inputs[2] === tensor
  return node.op === 'Mul' || node.op === 'Concat' || node.op === 'Add' ? true : node.inputs[0] === tensor
}
