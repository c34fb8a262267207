import type { GraphIndex } from './graphIndex.ts'
import type { OnnxNode } from './onnxModel.ts'
import { factOf, type Facts } from './tensorFacts.ts'
import type { EmbeddingKind } from './tokenStream.ts'

const segmentNames = /^(token_type_ids|segment_ids|input_type_ids)$/
const positionNames = /^(position_ids|cache_position)$/
const counting = new Set(['Range', 'CumSum', 'NonZero'])

/** What chooses rows of an embedding table: the token's number, its position, or the segment it belongs to. */
export function indexKind(rows: string, index: GraphIndex, facts: Facts): EmbeddingKind {
  const seen = new Set([rows])
  const nodes: OnnxNode[] = []
  for (const at of seen) {
    const node = index.producer(at)
    if (!node) continue
    nodes.push(node)
    // A tensor's shape has its length only, not what it says.
    if (node.op === 'Shape' || node.op === 'Size') continue
    for (const input of node.inputs) if (input) seen.add(input)
  }
  const inputs = index.model.graph.inputs.map(({ name }) => name).filter((name) => seen.has(name) && factOf(facts, name).fed)
  if (inputs.some((name) => segmentNames.test(name))) return 'segment'
  const stored = [...seen].flatMap((tensor) => index.model.graph.initializers.get(tensor) ?? [])
    .concat(nodes.flatMap(({ attributes }) => attributes.get('value')?.tensor ?? []))
    .filter(({ dims }) => (dims.at(-1) ?? 1) > 1)
  const rising = stored.some((tensor) => tensor.read(8)?.some((value, at, all) => at > 0 && value === all[at - 1]! + 1))
  if (inputs.some((name) => positionNames.test(name)) || rising || nodes.some(({ op }) => counting.has(op))) return 'position'
  if (inputs.length) return 'token'
  // One row for every token: the model was not given segments, and takes the first.
  const isOne = nodes.some(({ op, inputs: [data] }) => op === 'ConstantOfShape' || (op === 'Expand' && factOf(facts, data ?? '').dims?.length === 0))
  return isOne || stored.some((tensor) => tensor.read(64)?.every((value) => value === 0)) ? 'segment' : 'other'
}
