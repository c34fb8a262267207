import { blockTensors } from './blockTensors.ts'
import { canBeCanonical } from './canonical.ts'
import { floatProduct, type Operand } from './contraction.ts'
import { followAxis } from './followAxis.ts'
import { followLayout } from './followLayout.ts'
import { type GraphIndex, nodeLabel } from './graphIndex.ts'
import type { AttentionRefs, Layout, ScaledLayout } from './layout.ts'
import { isCausal, maskBranches, maskThreshold } from './maskBranches.ts'
import type { OnnxNode } from './onnxModel.ts'
import { missingTensors } from './missingTensors.ts'
import type { ReadSite } from './readSite.ts'
import type { SoftmaxNode } from './softmaxNode.ts'
import { factOf, type Facts } from './tensorFacts.ts'
import { traceProjection } from './traceProjection.ts'
import { productsBehind, type ScorePath } from './traceScores.ts'
import type { WeightPath } from './traceWeights.ts'

const plain = new Set(['Identity', 'Cast', 'CastLike', 'Dropout', 'Transpose', 'Squeeze', 'Unsqueeze'])

/** Units tanh(W q + U k) on their way to the product with v; axes count from the end, at the tanh. */
interface Units {
  readonly path: ScorePath
  readonly own: Operand
  readonly energy: string
  readonly tanh: OnnxNode
  /** Where keys and features stand; undefined where they got lost on the way. */
  readonly keys: number | undefined
  readonly features: number | undefined
}

/** What goes into the tanh from either side. */
interface Sides {
  readonly query: Layout
  readonly key: Layout
  readonly reason?: string
}

/**
 * Reads additive attention (Bahdanau et al., arXiv:1409.0473): a softmax over v·tanh(W q + U k), or over one matrix for q
 * and k put side by side. Undefined where the scores are something else.
 */
export function readAdditive(softmax: SoftmaxNode, weighted: WeightPath, index: GraphIndex, facts: Facts): ReadSite | undefined {
  const units = unitsBehind(softmax, index, facts)
  if (!units) return undefined
  const { path, own } = units
  const side = weighted.contraction.sides[weighted.side]
  const other = weighted.contraction.sides[1 - weighted.side]!
  const weights: Layout = { tensor: weighted.weights, row: side.free, column: side.summed }
  // One query at a time has no axis of its own until the weights meet the values.
  const row = [1, 2, 3].find((axis) => followLayout({ tensor: softmax.result, row: axis, column: 0 }, weighted.steps, weighted.weights, facts)?.row === side.free)
  const queries = row === undefined ? undefined
    : [2, 3].find((axis) => followLayout({ tensor: path.contraction.product, row: axis, column: own.out }, path.steps, softmax.scores, facts)?.row === row)
  const sides = sidesOf(units, queries, index, facts)
  if (!sides || !canBeCanonical(weights, facts)) return undefined
  const masks = maskBranches(path.steps, index)
  const tensors = {
    query: { ...sides.query, factors: [] } as ScaledLayout,
    key: { ...sides.key, factors: [] } as ScaledLayout,
    value: traceProjection({ tensor: other.tensor, row: other.summed, column: other.free }, index, facts, false).layout,
    context: { tensor: floatProduct(weighted.contraction, index), row: side.out, column: other.out },
  }
  const around = blockTensors(tensors, index, facts)
  const refs: AttentionRefs = {
    weights,
    scores: { tensor: softmax.scores, row: row ?? 1, column: 0 },
    maskedBelow: maskThreshold(masks, factOf(facts, softmax.scores).type),
    ...tensors,
    energy: units.energy,
    block: around.block,
  }
  const { reason } = sides
  return {
    node: softmax.node,
    known: { heads: 1, score: 'additive' },
    causal: isCausal(masks, facts),
    missing: { ...missingTensors(refs, index, facts), ...around.missing, ...(reason !== undefined && { query: reason, key: reason }) },
    refs,
  }
}

/** The nearest product of a stored vector with a tanh whose rows become the softmax's axis. */
function unitsBehind(softmax: SoftmaxNode, index: GraphIndex, facts: Facts): Units | undefined {
  for (const path of productsBehind(softmax.scores, index, facts)) {
    const { sides, product } = path.contraction
    const at = sides.findIndex(({ tensor }) => factOf(facts, tensor).fed)
    const own = sides[at]
    const vector = sides[1 - at]
    if (!own || !vector || factOf(facts, vector.tensor).fed || factOf(facts, vector.tensor).dims?.at(-1 - vector.free) !== 1) continue
    if (followLayout({ tensor: product, row: own.out, column: own.out }, path.steps, softmax.scores, facts)?.row !== 0) continue
    const found = tanhBehind(own, index, facts)
    if (found) return { path, own, energy: vector.tensor, ...found }
  }
  return undefined
}

function tanhBehind(own: Operand, index: GraphIndex, facts: Facts): Pick<Units, 'tanh' | 'keys' | 'features'> | undefined {
  let keys: number | undefined = own.free
  let features: number | undefined = own.summed
  for (let node = index.producer(own.tensor); node; node = index.producer(node.inputs[0]!)) {
    if (node.op === 'Tanh') return { tanh: node, keys, features }
    if (!plain.has(node.op)) return undefined
    keys = axisBefore(node, keys, facts)
    features = axisBefore(node, features, facts)
  }
  return undefined
}

function axisBefore(node: OnnxNode, axis: number | undefined, facts: Facts): number | undefined {
  return [0, 1, 2, 3, 4].find((at) => axis !== undefined && followAxis(node, node.inputs[0]!, at, facts) === axis)
}

/** The two activations that a tanh adds, told apart by which of them is the same for all keys. */
function sidesOf({ tanh, keys, features }: Units, queries: number | undefined, index: GraphIndex, facts: Facts): Sides | undefined {
  const node = withoutBias(tanh.inputs[0]!, index, facts)
  if (node?.op === 'MatMul' || node?.op === 'Gemm') return joined(node, index, facts)
  if (node?.op !== 'Add' || !node.inputs.every((input) => factOf(facts, input).fed)) return undefined
  const sameForAll = (tensor: string): boolean | undefined => {
    const { dims } = factOf(facts, tensor)
    return dims && keys !== undefined ? (dims.at(-1 - keys) ?? 1) === 1 || expanded(tensor, index) : undefined
  }
  const [a, b] = node.inputs as [string, string]
  const known = sameForAll(a) !== undefined && sameForAll(a) !== sameForAll(b) && features !== undefined
  const [query, key] = sameForAll(b) ? [b, a] : [a, b]
  return {
    query: { tensor: query, row: queries ?? keys ?? 1, column: features ?? 0 },
    key: { tensor: key, row: keys ?? 1, column: features ?? 0 },
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
  return { query: { tensor: query, row: 1, column: 0 }, key: { tensor: key, row: 1, column: 0 }, reason }
}

/** Whether a tensor has been copied along an axis just before. */
function expanded(tensor: string, index: GraphIndex): boolean {
  const node = index.producer(tensor)
  if (!node) return false
  return node.op === 'Expand' || node.op === 'Tile' || (plain.has(node.op) && expanded(node.inputs[0]!, index))
}

/** The node behind the addition of what is stored. */
function withoutBias(tensor: string, index: GraphIndex, facts: Facts): OnnxNode | undefined {
  const node = index.producer(tensor)
  const fed = node?.inputs.filter((input) => factOf(facts, input).fed) ?? []
  const passes = node && (plain.has(node.op) || (node.op === 'Add' && fed.length === 1))
  return passes ? withoutBias(fed[0] ?? node.inputs[0]!, index, facts) : node
}
