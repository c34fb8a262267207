import { type GraphIndex, nodeLabel } from './graphIndex.ts'
import { asLinear } from './linearNode.ts'
import { factOf, type Facts } from './tensorFacts.ts'

/** What leaves the states' features in their order, one row a token. */
const passes = new Set(['Identity', 'Cast', 'Dropout', 'Reshape', 'Squeeze', 'Unsqueeze', 'Flatten', 'QuantizeLinear', 'DequantizeLinear'])
const farthest = 400

/**
 * The states that an attention's queries, keys and values are all projected from, [tokens, hidden] with axes of one around
 * or not; or why there are none. Only what all three have in common counts: a rotary angle is a product with a stored
 * matrix too.
 */
export function traceInput(tensors: readonly string[], index: GraphIndex, facts: Facts): { tensor: string } | { reason: string } {
  const [query = [], ...others] = tensors.map((tensor) => [...projectedFrom(tensor, index, facts)])
  const shared = query.filter((tensor) => others.every((sources) => sources.includes(tensor)))
  const [states] = shared
  if (states !== undefined && shared.length === 1) return { tensor: states }
  const maker = index.producer(tensors[0]!)
  const what = shared.length > 1 ? 'are projected from several tensors' : 'are not projected from one tensor by stored matrices'
  return { reason: `Queries, keys and values ${what} before node ${maker ? nodeLabel(maker) : tensors[0]!}.` }
}

/** The activations that enter the nearest linear layers before a tensor. */
function projectedFrom(tensor: string, index: GraphIndex, facts: Facts): ReadonlySet<string> {
  const sources = new Set<string>()
  const seen = new Set([tensor])
  for (const at of seen) {
    const node = index.producer(at)
    // The scale of a quantised activation is made of the activation, but is no part of what is projected.
    if (!node || node.op === 'DynamicQuantizeLinear' || seen.size > farthest) continue
    const linear = asLinear(node, index, facts)
    if (linear) sources.add(root(linear.input, index))
    else for (const input of node.inputs) if (input && factOf(facts, input).fed) seen.add(input)
  }
  return sources
}

/** The same states before anything that only reshapes or rounds them, for each projection may do that on its own. */
function root(tensor: string, index: GraphIndex): string {
  const node = index.producer(tensor)
  if (!node) return tensor
  const perm = node.op === 'Transpose' ? node.attributes.get('perm')?.ints : undefined
  const keepsFeatures = perm !== undefined && perm.length > 2 && perm.at(-1) === perm.length - 1
  return passes.has(node.op) || keepsFeatures ? root(node.inputs[0]!, index) : tensor
}
