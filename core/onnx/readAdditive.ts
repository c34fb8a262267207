import { blockTensors } from './blockTensors.ts'
import { canBeCanonical } from './canonical.ts'
import { floatProduct } from './contraction.ts'
import { softmaxAxis } from './followAxis.ts'
import { followLayout } from './followLayout.ts'
import { type GraphIndex, nodeLabel } from './graphIndex.ts'
import type { AttentionRefs, Layout, ScaledLayout } from './layout.ts'
import { isCausal, maskBranches, maskThreshold } from './maskBranches.ts'
import { missingTensors } from './missingTensors.ts'
import type { OnnxNode } from './onnxModel.ts'
import type { ReadSite } from './readSite.ts'
import type { SoftmaxNode } from './softmaxNode.ts'
import { factOf, type Facts } from './tensorFacts.ts'
import { traceProjection } from './traceProjection.ts'
import { endsBehind, type Step } from './traceScores.ts'
import { traceWeights } from './traceWeights.ts'
import { unprojected } from './unprojected.ts'
import { asWeighedUnits, mayWeigh, type WeighedUnits } from './weighedUnits.ts'

const plain = new Set(['Identity', 'Cast', 'CastLike', 'Dropout', 'Transpose', 'Squeeze', 'Unsqueeze'])
const axes = [0, 1, 2, 3, 4]

/** How the units' axes, counted from the end at the tanh, arrive at the softmax. */
interface Units extends WeighedUnits {
  readonly steps: readonly Step[]
  readonly keys: number
  /** Where one of the tanh's axes stands in the softmax's input. */
  readonly inScores: (axis: number) => number | undefined
}

/** What goes into the tanh from either side. */
interface Sides {
  readonly query: Layout
  readonly key: Layout
  /** What is added to the sum of both. */
  readonly added: readonly string[]
  readonly reason?: string
}

/**
 * Reads additive attention (Bahdanau et al., arXiv:1409.0473): a softmax over v·tanh(W q + U k), or over one matrix for q
 * and k put side by side. Undefined where the scores are something else.
 */
export function readAdditive(softmax: SoftmaxNode, index: GraphIndex, facts: Facts): ReadSite | undefined {
  const axis = softmaxAxis(softmax.node, index.opset(), facts)
  const units = axis === undefined ? undefined : unitsBehind(softmax, axis, index, facts)
  if (axis === undefined || !units) return undefined
  const weighted = traceWeights(softmax.result, index, facts, { axis, sums: true })
  if (!weighted) return undefined
  const side = weighted.contraction.sides[weighted.side]
  const other = weighted.contraction.sides[1 - weighted.side]!
  const weights: Layout = { tensor: weighted.weights, row: side.free, column: side.summed }
  // One query at a time has no axis of its own until the weights meet the values.
  const row = axes.find((each) => each !== axis && followLayout({ tensor: softmax.result, row: each, column: axis }, weighted.steps, weighted.weights, facts)?.row === side.free)
  const queries = row === undefined ? undefined : axes.find((each) => each !== units.keys && units.inScores(each) === row)
  const sides = sidesOf(units, queries, index, facts)
  if (!sides || !canBeCanonical(weights, facts)) return undefined
  const masks = maskBranches(units.steps, index)
  const tensors = {
    query: { ...sides.query, factors: [] } as ScaledLayout,
    key: { ...sides.key, factors: [], added: sides.added } as ScaledLayout,
    value: traceProjection({ tensor: other.tensor, row: other.summed, column: other.free }, index, facts, false).layout,
    context: { tensor: floatProduct(weighted.contraction, index), row: side.out, column: other.out },
  }
  const around = blockTensors(tensors, index, facts)
  const refs: AttentionRefs = {
    weights,
    scores: { tensor: softmax.scores, row: row ?? axis + 1, column: axis },
    maskedBelow: maskThreshold(masks, factOf(facts, softmax.scores).type),
    ...tensors,
    energy: units.energy,
    block: around.block,
  }
  const { reason } = sides
  const plain = unprojected(tensors, index, facts)
  return {
    node: softmax.node,
    known: { heads: 1, score: 'additive', ...(plain.length && { unprojected: plain }) },
    causal: isCausal(masks, facts),
    missing: { ...missingTensors(refs, index, facts), ...around.missing, ...(reason !== undefined && { query: reason, key: reason }) },
    refs,
  }
}

/** The nearest product of a stored vector with a tanh of which one axis becomes the softmax's. */
function unitsBehind(softmax: SoftmaxNode, softmaxed: number, index: GraphIndex, facts: Facts): Units | undefined {
  for (const { node, steps } of endsBehind(softmax.scores, index, facts, (each) => mayWeigh(each, index))) {
    const weighed = asWeighedUnits(node, index, facts)
    if (!weighed) continue
    const inScores = (axis: number): number | undefined => {
      const at = weighed.inProduct(axis)
      return at === undefined ? undefined : followLayout({ tensor: weighed.product, row: at, column: at }, steps, softmax.scores, facts)?.row
    }
    const keys = axes.find((axis) => inScores(axis) === softmaxed)
    if (keys !== undefined) return { ...weighed, steps, keys, inScores }
  }
  return undefined
}

/** The two activations that a tanh adds, told apart by which of them is the same for all keys. */
function sidesOf({ tanh, keys, features }: Units, queries: number | undefined, index: GraphIndex, facts: Facts): Sides | undefined {
  const { node, added } = withoutBias(tanh.inputs[0]!, index, facts)
  if (node?.op === 'MatMul' || node?.op === 'Gemm') return joined(node, index, facts)
  if (node?.op !== 'Add' || !node.inputs.every((input) => factOf(facts, input).fed)) return undefined
  const sameForAll = (tensor: string): boolean | undefined => {
    const { dims } = factOf(facts, tensor)
    return dims ? (dims.at(-1 - keys) ?? 1) === 1 || expanded(tensor, index) : undefined
  }
  const [a, b] = node.inputs as [string, string]
  const known = sameForAll(a) !== undefined && sameForAll(a) !== sameForAll(b)
  const [query, key] = sameForAll(b) ? [b, a] : [a, b]
  return {
    query: { tensor: query, row: queries ?? keys, column: features },
    key: { tensor: key, row: keys, column: features },
    added,
    ...(!known && { reason: `Queries and keys cannot be told apart at node ${nodeLabel(node)}.` }),
  }
}

/** One matrix for both: tanh(W [q; k]). */
function joined(node: OnnxNode, index: GraphIndex, facts: Facts): Sides | undefined {
  const concat = index.producer(node.inputs[0]!)
  if (concat?.op !== 'Concat' || concat.inputs.length !== 2 || !concat.inputs.every((input) => factOf(facts, input).fed)) return undefined
  const [a, b] = concat.inputs as [string, string]
  const [query, key] = expanded(b, index) && !expanded(a, index) ? [b, a] : [a, b]
  const reason = `Queries and keys go through one matrix together at node ${nodeLabel(node)}.`
  return { query: { tensor: query, row: 1, column: 0 }, key: { tensor: key, row: 1, column: 0 }, added: [], reason }
}

/** Whether a tensor has been copied along an axis just before. */
function expanded(tensor: string, index: GraphIndex): boolean {
  const node = index.producer(tensor)
  if (!node) return false
  return node.op === 'Expand' || node.op === 'Tile' || (plain.has(node.op) && expanded(node.inputs[0]!, index))
}

/** The node behind the addition of what is stored, and the vectors that are. */
function withoutBias(tensor: string, index: GraphIndex, facts: Facts, added: readonly string[] = []): { readonly node: OnnxNode | undefined; readonly added: readonly string[] } {
  const node = index.producer(tensor)
  const fed = node?.inputs.filter((input) => factOf(facts, input).fed) ?? []
  if (node?.op === 'Add' && fed.length === 1) return withoutBias(fed[0]!, index, facts, [...added, ...node.inputs.filter((input) => input !== fed[0])])
  return node && plain.has(node.op) ? withoutBias(fed[0] ?? node.inputs[0]!, index, facts, added) : { node, added }
}
