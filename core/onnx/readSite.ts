import type { AttentionRefusal, AttentionSite } from './attentionSite.ts'
import { blockTensors } from './blockTensors.ts'
import { canBeCanonical } from './canonical.ts'
import { type Contraction, floatProduct } from './contraction.ts'
import { axesAround, headCount, keyValueCount, rowHeads } from './countHeads.ts'
import { overLastAxis } from './followAxis.ts'
import { followLayout } from './followLayout.ts'
import { type GraphIndex, nodeLabel } from './graphIndex.ts'
import type { AttentionRefs, Layout } from './layout.ts'
import { isCausal, maskBranches, maskThreshold } from './maskBranches.ts'
import type { OnnxNode } from './onnxModel.ts'
import { missingTensors } from './missingTensors.ts'
import { readAdditive } from './readAdditive.ts'
import { asSoftmax, type SoftmaxNode } from './softmaxNode.ts'
import { factOf, type Facts } from './tensorFacts.ts'
import { type Projection, scaled, scaling, traceProjection } from './traceProjection.ts'
import { type ScorePath, type Step, traceScores } from './traceScores.ts'
import { traceWeights, type WeightPath } from './traceWeights.ts'
import { unprojected } from './unprojected.ts'

/** An attention as one softmax shows it, before it is known which layer of what it is. */
export interface ReadSite {
  readonly node: OnnxNode
  readonly known: Pick<AttentionSite, 'heads' | 'keyValueHeads' | 'scale' | 'softCap' | 'score' | 'unprojected'>
  readonly causal: boolean
  readonly missing: AttentionSite['missing']
  readonly refs: AttentionRefs
}

/** A product of queries and keys, and how its axes arrive at the softmax. */
interface Scored {
  readonly path: ScorePath
  readonly querySide: 0 | 1
  /** Where the queries stand in the softmax's input; the keys are its last axis. */
  readonly row: number
}

/** Reads the attention around a node; undefined where there is none, a refusal where there is one out of reach. */
export function readSite(node: OnnxNode, index: GraphIndex, facts: Facts): ReadSite | AttentionRefusal | undefined {
  if (node.op === 'QLinearSoftmax') {
    return traceWeights(node.outputs[0]!, index, facts) && refuse(node, 'is computed in eight-bit integers')
  }
  const softmax = asSoftmax(node, index)
  if (!softmax) return undefined
  const scored = queryKeyProduct(softmax, index, facts)
  const weighted = traceWeights(softmax.result, index, facts)
  const last = overLastAxis(node, index.opset(), facts)
  const additive = scored ? undefined : readAdditive(softmax, index, facts)
  if (additive) return additive
  if (!scored || !weighted || !last || joinsOthers(scored, weighted, index, facts)) return refusal(softmax, last, scored, weighted, index, facts)
  const weights = followLayout({ tensor: softmax.result, row: scored.row, column: 0 }, weighted.steps, weighted.weights, facts)
  const side = weighted.contraction.sides[weighted.side]
  if (weights?.row !== side.free || weights.column !== side.summed || !canBeCanonical(weights, facts)) {
    return refuse(node, 'lays queries, keys and heads out in a way that cannot be told apart')
  }
  const [first, second] = axesAround(weights, facts)
  if (typeof first === 'number' && typeof second === 'number' && first > 1 && second > 1) {
    return refuse(node, `works on ${String(first)} texts or windows at a time`)
  }
  return assemble(softmax, scored, weighted, weights, index, facts)
}

function assemble(softmax: SoftmaxNode, scored: Scored, weighted: WeightPath, weights: Layout, index: GraphIndex, facts: Facts): ReadSite {
  const { contraction, steps } = scored.path
  const q = contraction.sides[scored.querySide]
  const k = contraction.sides[1 - scored.querySide]!
  const query = traceProjection({ tensor: q.tensor, row: q.free, column: q.summed }, index, facts)
  const key = traceProjection({ tensor: k.tensor, row: k.free, column: k.summed }, index, facts)
  const own = weighted.contraction.sides[weighted.side]
  const v = weighted.contraction.sides[1 - weighted.side]!
  const value = traceProjection({ tensor: v.tensor, row: v.summed, column: v.free }, index, facts, false)
  const masks = maskBranches(steps, index)
  const scores = { tensor: scoreTensor(softmax, steps), row: scored.row, column: 0 }
  const headsInRows = rowHeads(query.way, index, facts)
  const stacked = <L extends Layout>(layout: L): L => beforeDropout(headsInRows ? { ...layout, headsInRows } : layout, index)
  const heads = headsInRows ?? headCount([weights, ...query.way], facts)
  const keyValueHeads = keyValueCount(key.layout, facts) ?? keyValueCount(value.layout, facts)
  const scale = totalScale(contraction, steps, [query, key], facts)
  const cap = softCap(steps, facts)
  const tensors = {
    query: stacked(query.layout),
    key: beforeDropout(key.layout, index),
    value: beforeDropout(value.layout, index),
    context: stacked({ tensor: floatProduct(weighted.contraction, index), row: own.out, column: v.out }),
  }
  const plain = unprojected(tensors, index, facts)
  const around = blockTensors(tensors, index, facts)
  const refs: AttentionRefs = {
    weights: stacked(weights),
    scores: stacked(scores),
    maskedBelow: maskThreshold(masks, factOf(facts, scores.tensor).type),
    ...tensors,
    block: around.block,
  }
  return {
    node: softmax.node,
    known: {
      ...(heads !== undefined && { heads }),
      ...(heads !== undefined && keyValueHeads !== undefined && keyValueHeads < heads && { keyValueHeads }),
      ...(scale !== undefined && { scale }),
      ...(cap !== undefined && { softCap: cap }),
      ...(plain.length && { unprojected: plain }),
    },
    causal: isCausal(masks, facts),
    missing: { ...missingTensors(refs, index, facts), ...around.missing },
    refs,
  }
}

/** The nearest product of two activations whose one free axis becomes the softmax's axis. */
function queryKeyProduct(softmax: SoftmaxNode, index: GraphIndex, facts: Facts): Scored | undefined {
  for (const path of traceScores(softmax.scores, index, facts)) {
    const { contraction } = path
    const ends = followLayout({ tensor: contraction.product, row: contraction.sides[0].out, column: contraction.sides[1].out }, path.steps, softmax.scores, facts)
    if (ends?.column === 0) return { path, querySide: 0, row: ends.row }
    if (ends?.row === 0) return { path, querySide: 1, row: ends.column }
  }
  return undefined
}

/** Whether more than a sink stands beside the scores: other scores, or columns that stay until the values. */
function joinsOthers({ path }: Scored, { steps }: WeightPath, index: GraphIndex, facts: Facts): boolean {
  const join = path.steps.find(({ node }) => node.op === 'Concat')
  if (!join) return false
  const cut = steps.some(({ node }) => node.op === 'Slice' || node.op === 'Split')
  return !cut || join.node.inputs.some((input) => input !== join.input && traceScores(input, index, facts, true).length > 0)
}

/** The softmax's input, before a column that takes no token's place (a sink) was put beside it. */
function scoreTensor(softmax: SoftmaxNode, steps: readonly Step[]): string {
  return steps.find(({ node }) => node.op === 'Concat')?.input ?? softmax.scores
}

/** Dropout does nothing when a model runs; runtimes remove it unless it is looked at, and some cannot run it. */
function beforeDropout<L extends Layout>(layout: L, index: GraphIndex): L {
  const node = index.producer(layout.tensor)
  return node?.op === 'Dropout' ? beforeDropout({ ...layout, tensor: node.inputs[0]! }, index) : layout
}

function totalScale({ factor }: Contraction, steps: readonly Step[], sides: readonly Projection[], facts: Facts): number | undefined {
  let scale: number | undefined = factor
  for (const { node } of steps) {
    const here = scaling(node, facts)
    if (here) scale = scaled(scale, here, facts)
  }
  return sides.reduce<number | undefined>((product, side) => (product === undefined || side.scale === undefined ? undefined : product * side.scale), scale)
}

/** What the hyperbolic tangent of the scores is multiplied with, where the graph takes it. */
function softCap(steps: readonly Step[], facts: Facts): number | undefined {
  const tanh = steps.findIndex(({ node }) => node.op === 'Tanh')
  const factor = tanh < 0 ? undefined : steps.slice(tanh + 1).map(({ node }) => scaling(node, facts)).find(Boolean)
  return factor && scaled(1, factor, facts)
}

/** A softmax between two products of activations is attention even where it cannot be read; any other is none. */
function refusal(
  { node, scores, result }: SoftmaxNode, last: boolean, scored: Scored | undefined, weighted: WeightPath | undefined,
  index: GraphIndex, facts: Facts,
): AttentionRefusal | undefined {
  if (!scored && traceScores(scores, index, facts, true).length === 0) return undefined
  if (!weighted && !traceWeights(result, index, facts, { scattered: true })) return undefined
  if (!last) return refuse(node, 'runs over another axis than the last')
  return refuse(node, 'takes apart or rearranges its scores (sparse or windowed attention)')
}

function refuse(node: OnnxNode, what: string): AttentionRefusal {
  return { node: nodeLabel(node), operator: node.op, reason: `The attention at node ${nodeLabel(node)} (${node.op}) cannot be shown: it ${what}.` }
}
