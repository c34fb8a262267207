import { asContraction } from './contraction.ts'
import { followAxis } from './followAxis.ts'
import { type GraphIndex, intAttribute } from './graphIndex.ts'
import { axesOf } from './inferDims.ts'
import type { OnnxNode } from './onnxModel.ts'
import { factOf, type Facts } from './tensorFacts.ts'

/** A tanh whose last axis a stored vector sums up: v·tanh(…). Axes count from the end. */
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
  return node.op === 'ReduceSum' || asContraction(node, index) !== undefined
}

/** Reads a node as the product of a stored vector and a tanh; undefined for any other. */
export function asWeighedUnits(node: OnnxNode, index: GraphIndex, facts: Facts): WeighedUnits | undefined {
  return node.op === 'ReduceSum' ? summed(node, index, facts) : multiplied(node, index, facts)
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

/** Multiplied element by element and added up. */
function summed(node: OnnxNode, index: GraphIndex, facts: Facts): WeighedUnits | undefined {
  const [input, axesInput] = node.inputs
  const product = index.producer(input!)
  const rank = factOf(facts, input!).dims?.length
  const [axis, more] = axesOf(node, axesInput ? factOf(facts, axesInput) : undefined) ?? []
  if (product?.op !== 'Mul' || more !== undefined || (axis !== -1 && axis !== (rank ?? 0) - 1)) return undefined
  const own = product.inputs.find((tensor) => factOf(facts, tensor).fed)
  const vector = product.inputs.find((tensor) => tensor !== own)
  const dims = vector === undefined ? undefined : factOf(facts, vector).dims
  if (own === undefined || vector === undefined || factOf(facts, vector).fed || !dims?.slice(0, -1).every((dim) => dim === 1)) return undefined
  const gone = intAttribute(node, 'keepdims', 1) === 1 ? 0 : 1
  return behind(own, vector, node.outputs[0]!, (at) => at - gone, 0, index, facts)
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
