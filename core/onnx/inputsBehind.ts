import { type GraphIndex, tensorsRead } from './graphIndex.ts'
import { elementTypes as types } from './onnxModel.ts'
import { factOf, type Facts } from './tensorFacts.ts'

const shapeOps = new Set(['Shape', 'Size'])
const notTokens = /mask|position|past|cache/i

/** For each tensor, which of the graph's inputs of token ids it is computed from, as bits; shapes do not count. */
export function inputsBehind(index: GraphIndex, facts: Facts): (tensor: string) => number {
  const ids = index.model.graph.inputs.filter(({ name, elementType }) =>
    factOf(facts, name).fed && !notTokens.test(name) && (elementType === types.int64 || elementType === types.int32))
  const behind = new Map(ids.map(({ name }, bit) => [name, 1 << (bit % 31)]))
  for (const node of index.nodes) {
    if (shapeOps.has(node.op)) continue
    const bits = tensorsRead(node).reduce((sum, tensor) => sum | (behind.get(tensor) ?? 0), 0)
    if (bits) for (const output of node.outputs) if (output) behind.set(output, bits)
  }
  return (tensor) => behind.get(tensor) ?? 0
}
