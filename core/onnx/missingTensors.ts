import type { AttentionSite } from './attentionSite.ts'
import { canBeCanonical } from './canonical.ts'
import { type GraphIndex, nodeLabel } from './graphIndex.ts'
import type { AttentionRefs } from './layout.ts'
import type { Facts } from './tensorFacts.ts'

/** The tensors whose axes cannot be told apart, and why. */
export function missingTensors(refs: AttentionRefs, index: GraphIndex, facts: Facts): AttentionSite['missing'] {
  const kinds = ['query', 'key', 'value', 'scores', 'context'] as const
  return Object.fromEntries(kinds.filter((kind) => !canBeCanonical(refs[kind], facts)).map((kind) => {
    const maker = index.producer(refs[kind].tensor)
    return [kind, `The axes of the ${kind} cannot be told apart at node ${maker ? nodeLabel(maker) : refs[kind].tensor}.`]
  }))
}
