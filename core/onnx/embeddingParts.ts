import { type GraphIndex, nodeLabel } from './graphIndex.ts'
import { indexKind } from './indexKind.ts'
import { asLinear } from './linearNode.ts'
import type { OnnxNode } from './onnxModel.ts'
import { isPass, isWide, oneBefore } from './perToken.ts'
import { factOf, type Facts } from './tensorFacts.ts'
import { scaling } from './traceProjection.ts'
import type { EmbeddingKind, StateRef } from './tokenStream.ts'

export interface EmbeddingPartRef {
  readonly kind: EmbeddingKind
  readonly ref: StateRef
}

export interface EmbeddingParts {
  readonly found: readonly EmbeddingPartRef[]
  /** What the parts add up to, or another tensor of its shape. */
  readonly shape: string
  readonly reason?: string
}

/** Walks back from a model's embedding over its norm and projection to the sum it is made of, and sorts the summands. */
export function embeddingParts(embedding: string, index: GraphIndex, facts: Facts): EmbeddingParts {
  const sum = sumBehind(embedding, index, facts)
  const node = index.producer(sum)
  const found = node?.op === 'EmbedLayerNormalization' ? fusedParts(node) : summands(sum, index, facts)
  if (found.length > 1 || found[0]?.kind === 'token') return { found, shape: sum }
  const reason = `What ${node ? `node ${nodeLabel(node)}` : sum} gives cannot be traced back to a table of token embeddings.`
  return { found: [], shape: sum, reason }
}

/** Back over norms, masks and a projection, as far as the sum of embeddings or the one embedding. */
function sumBehind(embedding: string, index: GraphIndex, facts: Facts): string {
  for (let at = embedding; ;) {
    const node = index.producer(at)
    if (!node || isSum(node, index, facts) || scaling(node, facts)) return at
    const before = oneBefore(at, index, facts) ?? asLinear(node, index, facts)?.input
    if (before === undefined) return at
    at = before
  }
}

/** An addition that is not the bias of a norm or of a projection. */
function isSum(node: OnnxNode, index: GraphIndex, facts: Facts): boolean {
  if (node.op !== 'Add' && node.op !== 'Sum') return false
  const wide = node.inputs.filter((input) => isWide(input, facts))
  if (wide.length !== 1 || !node.inputs.every((input) => input === wide[0] || isVector(input, facts))) return wide.length > 0
  let maker = index.producer(wide[0]!)
  while (maker && isPass(maker)) maker = index.producer(maker.inputs[0]!)
  return maker !== undefined && maker.op !== 'Mul' && !asLinear(maker, index, facts) && !/MatMul|Normalization$/.test(maker.op)
}

function isVector(tensor: string, facts: Facts): boolean {
  return factOf(facts, tensor).dims?.slice(0, -1).every((dim) => dim === 1) ?? false
}

function summands(tensor: string, index: GraphIndex, facts: Facts): readonly EmbeddingPartRef[] {
  const node = index.producer(tensor)
  if (node && isSum(node, index, facts)) return node.inputs.flatMap((input) => summands(input, index, facts))
  if (node && isPass(node) && isSumBehind(node, index, facts)) return summands(node.inputs[0]!, index, facts)
  return [{ kind: kindOf(tensor, index, facts), ref: { tensor } }]
}

function isSumBehind(node: OnnxNode, index: GraphIndex, facts: Facts): boolean {
  const before = index.producer(node.inputs[0]!)
  return before !== undefined && (isSum(before, index, facts) || (isPass(before) && isSumBehind(before, index, facts)))
}

/** Which table a summand is looked up in, by what chooses its rows. */
function kindOf(summand: string, index: GraphIndex, facts: Facts): EmbeddingKind {
  for (let at = summand; ;) {
    const node = index.producer(at)
    if (!node) return rowsOfStored(at, facts)
    const [data = '', rows] = node.inputs
    if (/^Gather(BlockQuantized)?$/.test(node.op) && rows && !factOf(facts, data).fed) return indexKind(rows, index, facts)
    const factor = scaling(node, facts)
    const passed = factor?.input ?? (isPass(node) || node.op === 'Expand' || node.op === 'Slice' ? data : oneBefore(at, index, facts) ?? asLinear(node, index, facts)?.input)
    if (passed === undefined) return 'other'
    at = passed
  }
}

/** A stored matrix that is added as it is, or cut to the text's length, has a row a position. */
function rowsOfStored(tensor: string, facts: Facts): EmbeddingKind {
  const { dims, fed } = factOf(facts, tensor)
  return !fed && dims !== undefined && dims.length > 1 && dims.at(-2) !== 1 ? 'position' : 'other'
}

/** onnxruntime's fused embedding: input_ids, segment_ids, the three tables, gamma, beta, mask, position_ids. */
function fusedParts({ inputs }: OnnxNode): readonly EmbeddingPartRef[] {
  const [ids, segments, words, positions, kinds, , , , places] = inputs
  const like = ids!
  return [
    { kind: 'token', ref: { table: words!, rows: ids, like } },
    { kind: 'position', ref: { table: positions!, rows: places || undefined, like } },
    ...(segments && kinds ? [{ kind: 'segment' as const, ref: { table: kinds, rows: segments, like } }] : []),
  ]
}
