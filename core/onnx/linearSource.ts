import type { GraphIndex } from './graphIndex.ts'
import type { OnnxNode } from './onnxModel.ts'
import { factOf, type Facts } from './tensorFacts.ts'

const joins = new Set(['Add', 'Sub', 'Sum', 'Concat'])
const passes = new Set([
  'Identity', 'Cast', 'CastLike', 'Dropout', 'Reshape', 'Transpose', 'Squeeze', 'Unsqueeze', 'Expand', 'Tile', 'Slice',
  'Split', 'Neg', 'Gather', 'QuantizeLinear', 'DequantizeLinear',
])
const farthest = 80

/**
 * The one earlier tensor that a sum or concatenation is made of by cutting, turning and weighing with what depends on
 * positions only: what a rotary encoding began with. Undefined where there is no such tensor (a bias, a cache).
 */
export function linearSource(tensor: string, index: GraphIndex, facts: Facts): string | undefined {
  if (!joins.has(index.producer(tensor)?.op ?? '')) return undefined
  const front = new Set([tensor])
  for (let step = 0; step < farthest; step++) {
    const latest = [...front].reduce((a, b) => (position(b, index) > position(a, index) ? b : a))
    if (front.size === 1 && latest !== tensor) return latest
    const node = index.producer(latest)
    const inputs = node && partsOf(node, index, facts)
    if (!inputs?.length) return undefined
    front.delete(latest)
    for (const input of inputs) front.add(input)
  }
  return undefined
}

function position(tensor: string, index: GraphIndex): number {
  const node = index.producer(tensor)
  return node ? index.position(node) : -1
}

/** The inputs in which a node is linear; undefined where it adds something else or is not linear. */
function partsOf(node: OnnxNode, index: GraphIndex, facts: Facts): readonly string[] | undefined {
  const active = (tensor: string): boolean => factOf(facts, tensor).fed && !isAngle(tensor, index, facts)
  if (joins.has(node.op)) return node.inputs.every(active) ? node.inputs : undefined
  if (passes.has(node.op)) return node.inputs.slice(0, 1)
  const parts = node.inputs.filter(active)
  if (node.op === 'Mul') return parts.length === 1 ? parts : undefined
  return node.op === 'Div' && parts.length === 1 && parts[0] === node.inputs[0] ? parts : undefined
}

/** Whether a tensor is a sine or cosine, computed or looked up, whatever has been done to its shape. */
function isAngle(tensor: string, index: GraphIndex, facts: Facts): boolean {
  let at = tensor
  for (let step = 0; step < farthest; step++) {
    const node = index.producer(at)
    if (!node) return false
    if (node.op === 'Cos' || node.op === 'Sin') return true
    const data = node.inputs[0]
    if (!data) return false
    if (node.op.startsWith('Gather') && !factOf(facts, data).fed) return true
    if (node.op === 'Mul' || node.op === 'Concat') at = node.inputs.find((input) => factOf(facts, input).fed) ?? data
    else if (passes.has(node.op) || node.op === 'GatherElements' || node.op === 'GatherND') at = data
    else return false
  }
  return false
}
