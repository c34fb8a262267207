import type { GraphIndex } from './graphIndex.ts'
import type { OnnxNode } from './onnxModel.ts'
import { isWide, perToken } from './perToken.ts'
import { factOf, type Facts } from './tensorFacts.ts'

/** One sum of the residual stream: what it gives, and what norms make of that. */
export interface ResidualSum {
  /** Every tensor that is this state but for norms and scaling; true where its numbers are the sum's own. */
  readonly members: ReadonlyMap<string, boolean>
  /** What the next sum adds to: this sum, or what the norm after it gives; undefined for the last. */
  readonly carried: string | undefined
  /** What this sum was added up from; none for the first. */
  readonly terms: readonly string[]
}

/** Fused sums: outputs are the norm of the sum, and, fourth, the sum. */
const skipNorm = /^Skip(Simplified)?LayerNormalization$/

/**
 * The sums of a residual stream in the order in which they run, from the one that enters the first layer. Each is found as
 * the first addition of a state (normed or not) and of something that is computed from that state or an earlier one.
 */
export function residualSums(entering: string, index: GraphIndex, facts: Facts): readonly ResidualSum[] {
  const sums: ResidualSum[] = []
  let seeds: ReadonlyMap<string, boolean> = new Map([[entering, true]])
  let terms: readonly string[] = []
  const earlier = new Set<string>()
  for (;;) {
    const members = perToken(seeds, index, facts)
    for (const member of members.keys()) earlier.add(member)
    const join = nextSum(members, earlier, index, facts)
    sums.push({ members, terms, carried: join?.carried })
    if (!join) return sums
    const { node } = join
    const [first, , , sum] = node.outputs
    const fused = skipNorm.test(node.op)
    terms = fused ? summands(node) : node.inputs
    seeds = new Map([...(sum ? [[sum, true] as const] : []), [first!, !fused] as const])
  }
}

/** What a fused sum adds: two states and perhaps a bias, its last input. */
function summands({ op, inputs }: OnnxNode): readonly string[] {
  const bias = inputs[op.includes('Simplified') ? 3 : 4]
  return bias ? [inputs[0]!, inputs[1]!, bias] : inputs.slice(0, 2)
}

function nextSum(
  members: ReadonlyMap<string, boolean>, earlier: ReadonlySet<string>, index: GraphIndex, facts: Facts,
): { readonly node: OnnxNode; readonly carried: string } | undefined {
  const nodes = [...new Set([...members.keys()].flatMap((tensor) => index.consumers(tensor)))]
    .filter(({ op }) => op === 'Add' || op === 'Sum' || skipNorm.test(op))
    .sort((a, b) => index.position(a) - index.position(b))
  for (const node of nodes) {
    const added = skipNorm.test(node.op) ? node.inputs.slice(0, 2) : node.inputs
    const carried = added.find((input) => members.has(input) && isWide(input, facts))
    const others = added.filter((input) => !members.has(input))
    if (carried !== undefined && others.some((input) => dependsOn(input, earlier, index, facts))) return { node, carried }
  }
  return undefined
}

/** Whether a tensor is computed from one of some others. */
function dependsOn(tensor: string, sources: ReadonlySet<string>, index: GraphIndex, facts: Facts): boolean {
  const seen = new Set([tensor])
  for (const at of seen) {
    if (sources.has(at)) return true
    for (const input of index.producer(at)?.inputs ?? []) if (input && factOf(facts, input).fed) seen.add(input)
  }
  return false
}
