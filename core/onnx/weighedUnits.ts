import { asContraction } from './contraction.ts'
import { followAxis } from './followAxis.ts'
import type { GraphIndex } from './graphIndex.ts'
import type { OnnxNode } from './onnxModel.ts'
import { summedAxis } from './summedProduct.ts'
import { factOf, type Facts } from './tensorFacts.ts'

/** A tanh of which a stored vector sums one axis up: v·tanh(…). Axes count from the end. */
export interface WeighedUnits {
  readonly tanh: OnnxNode
  /** The stored vector. */
  readonly energy: string
  readonly product: string
  /** Where an axis of the tanh stands in the product; undefined for its features, which are gone. */
  readonly inProduct: (axis: number) => number | undefined
  /** Where the features stand in the tanh. */
  readonly features: number
}

/** Between the tanh and its vector. */
const plain = new Set(['Identity', 'Cast', 'CastLike', 'Dropout', 'Transpose', 'Squeeze', 'Unsqueeze'])
const most = 5

/** Whether a node may sum units up: a product of matrices, or a sum over one axis. */
export function mayWeigh(node: OnnxNode, index: GraphIndex): boolean {
  return node.op === 'ReduceSum' || node.op === 'Einsum' || asContraction(node, index) !== undefined
}

/** Reads a node as the product of a stored vector and a tanh; undefined for any other. */
export function asWeighedUnits(node: OnnxNode, index: GraphIndex, facts: Facts): WeighedUnits | undefined {
  return node.op === 'ReduceSum' ? summed(node, index, facts) : multiplied(node, index, facts) ?? (node.op === 'Einsum' ? einsummed(node, index, facts) : undefined)
}

function multiplied(node: OnnxNode, index: GraphIndex, facts: Facts): WeighedUnits | undefined {
  const contraction = asContraction(node, index)
  const own = contraction?.sides.find(({ tensor }) => factOf(facts, tensor).fed)
  const vector = contraction?.sides.find((side) => side !== own)
  if (!contraction || !own || !vector || factOf(facts, vector.tensor).fed) return undefined
  const { dims } = factOf(facts, vector.tensor)
  // A vector of one axis leaves none behind in the product.
  if (dims?.length === 1) return behind(own.tensor, vector.tensor, contraction.product, (axis) => axis - 1, own.summed, index, facts)
  if (dims?.at(-1 - vector.free) !== 1) return undefined
  return behind(own.tensor, vector.tensor, contraction.product, (axis) => (axis === own.free ? own.out : axis), own.summed, index, facts)
}

/** An equation like "btsu,u->bts": the vector has no axis but the one that is summed. */
function einsummed(node: OnnxNode, index: GraphIndex, facts: Facts): WeighedUnits | undefined {
  const [terms = '', result] = (node.attributes.get('equation')?.text ?? '').replaceAll(' ', '').split('->')
  const [first = '', second = '', more] = terms.split(',')
  const side = second.length === 1 ? 0 : 1
  const [term, label] = side === 0 ? [first, second] : [second, first]
  const [own, vector] = [node.inputs[side], node.inputs[1 - side]]
  if (more !== undefined || label.length !== 1 || !own || !vector || !factOf(facts, own).fed || factOf(facts, vector).fed) return undefined
  const at = term.length - 1 - term.indexOf(label)
  if (!term.includes(label) || term.replace(label, '') !== result) return undefined
  return behind(own, vector, node.outputs[0]!, (axis) => (axis > at ? axis - 1 : axis), at, index, facts)
}

/** Multiplied element by element and added up. */
function summed(node: OnnxNode, index: GraphIndex, facts: Facts): WeighedUnits | undefined {
  const product = index.producer(node.inputs[0]!)
  const sum = summedAxis(node, facts)
  if (product?.op !== 'Mul' || !sum) return undefined
  const own = product.inputs.find((tensor) => factOf(facts, tensor).fed)
  const vector = product.inputs.find((tensor) => tensor !== own)
  const dims = vector === undefined ? undefined : factOf(facts, vector).dims
  const isVector = dims?.every((dim, place) => dim === 1 || dims.length - 1 - place === sum.axis)
  if (own === undefined || vector === undefined || factOf(facts, vector).fed || !isVector) return undefined
  return behind(own, vector, node.outputs[0]!, (axis) => (sum.keeps || axis < sum.axis ? axis : axis - 1), sum.axis, index, facts)
}

/** Walks back to the tanh, its axes with it. */
function behind(
  own: string, energy: string, product: string, inProduct: (axis: number) => number, summedAxis: number, index: GraphIndex, facts: Facts,
): WeighedUnits | undefined {
  const way: OnnxNode[] = []
  let node = index.producer(own)
  for (; node && plain.has(node.op); node = index.producer(node.inputs[0]!)) way.unshift(node)
  if (node?.op !== 'Tanh') return undefined
  const atOwn = (axis: number): number | undefined =>
    way.reduce<number | undefined>((at, each) => (at === undefined ? undefined : followAxis(each, each.inputs[0]!, at, facts)), axis)
  const features = Array.from({ length: most }, (_, axis) => axis).find((axis) => atOwn(axis) === summedAxis)
  if (features === undefined) return undefined
  return {
    tanh: node, energy, product, features,
    inProduct(axis) {
      const at = axis === features ? undefined : atOwn(axis)
      return at === undefined ? undefined : inProduct(at)
    },
  }
}
