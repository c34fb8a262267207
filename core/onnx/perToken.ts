import { axesOf } from './inferDims.ts'
import type { GraphIndex } from './graphIndex.ts'
import type { OnnxNode } from './onnxModel.ts'
import { factOf, type Facts } from './tensorFacts.ts'

/** What leaves every number of a state as it is, but for rounding. */
const passes = new Set([
  'Identity', 'Cast', 'CastLike', 'Dropout', 'Reshape', 'Squeeze', 'Unsqueeze', 'Flatten', 'QuantizeLinear', 'DequantizeLinear',
])
/** What norms are made of, whole or in pieces, and what weighs or masks whole tokens. */
const norms = new Set([
  'LayerNormalization', 'SimplifiedLayerNormalization', 'RMSNormalization', 'LpNormalization', 'Add', 'Sub', 'Mul', 'Div', 'Pow',
  'Sqrt', 'Reciprocal', 'Abs', 'Neg', 'Clip', 'Min', 'Max', 'Where', 'IsInf', 'IsNaN', 'Not', 'Expand',
])

/** Whether a node leaves a state's numbers as they are. */
export function isPass(node: OnnxNode): boolean {
  const perm = node.op === 'Transpose' ? node.attributes.get('perm')?.ints : undefined
  return passes.has(node.op) || (perm !== undefined && perm.length > 2 && perm.at(-1) === perm.length - 1)
}

/** Whether a tensor depends on what is fed and has more than one number a token. */
export function isWide(tensor: string, facts: Facts): boolean {
  const { dims, fed } = factOf(facts, tensor)
  return tensor !== '' && fed && dims?.at(-1) !== 1
}

/**
 * Everything that is made of some states token by token, by norms, scaling and rounding alone; for each tensor whether its
 * numbers are still the states' own.
 */
export function perToken(seeds: ReadonlyMap<string, boolean>, index: GraphIndex, facts: Facts): ReadonlyMap<string, boolean> {
  const members = new Map(seeds)
  const front = [...members.keys()]
  for (let at = front.shift(); at !== undefined; at = front.shift()) {
    for (const node of index.consumers(at)) {
      const output = node.outputs[0]
      if (!output || members.has(output) || !staysPerToken(node, members, facts)) continue
      members.set(output, isPass(node) && members.get(node.inputs[0]!) === true)
      front.push(output)
    }
  }
  return members
}

function staysPerToken(node: OnnxNode, members: ReadonlyMap<string, boolean>, facts: Facts): boolean {
  if (isPass(node)) return members.has(node.inputs[0]!)
  if (node.op.startsWith('Reduce')) return members.has(node.inputs[0]!) && overFeatures(node, facts)
  return norms.has(node.op) && node.inputs.every((input) => members.has(input) || !isWide(input, facts))
}

function overFeatures(node: OnnxNode, facts: Facts): boolean {
  if (factOf(facts, node.outputs[0]!).dims?.at(-1) === 1) return true
  return axesOf(node, node.inputs[1] ? factOf(facts, node.inputs[1]) : undefined)?.join() === '-1'
}

/** One step back from a state through norms, scaling and rounding; undefined where it is made of more than one, or otherwise. */
export function oneBefore(tensor: string, index: GraphIndex, facts: Facts): string | undefined {
  const node = index.producer(tensor)
  if (!node || node.outputs[0] !== tensor) return undefined
  if (isPass(node)) return isWide(node.inputs[0]!, facts) ? node.inputs[0] : undefined
  const wide = norms.has(node.op) ? node.inputs.filter((input) => isWide(input, facts)) : []
  return wide.length === 1 ? wide[0] : undefined
}
