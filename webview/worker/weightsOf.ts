import { groupHeads, groupWeights, poolWeights, type CapturedTensor, type HeadWeights } from '../../core/index.ts'
import type { HeadChoice } from '../../protocol/attention.ts'
import { isPool, rowsSumToOne } from '../../protocol/choice.ts'
import { familyOf } from '../../protocol/families.ts'
import type { Group } from '../../protocol/groups.ts'

/**
 * The weights of a choice among these layers, between tokens or between groups, of keys perhaps other ones than of queries; perhaps a view. Heads are grouped before
 * their maximum or minimum is taken: the largest share of a word is not the sum of the largest shares of its tokens.
 */
export function weightsOf(all: readonly CapturedTensor[], { layer, head, family }: HeadChoice, groups?: readonly Group[], keyGroups = groups): HeadWeights {
  const layers = isPool(layer) && family ? all.filter((each) => familyOf(each).family === family) : all
  if (!groups) return poolWeights(layers, layer, head)
  if (rowsSumToOne({ layer, head })) return groupWeights(poolWeights(layers, layer, head), groups, keyGroups)
  const some = isPool(layer) ? layers : layers.slice(layer, layer + 1)
  return poolWeights(some.map((each) => groupHeads(each, groups, keyGroups)), isPool(layer) ? layer : 0, head)
}
