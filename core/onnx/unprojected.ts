import type { GraphIndex } from './graphIndex.ts'
import type { AttentionRefs } from './layout.ts'
import { asLinear } from './linearNode.ts'
import { recurrentLayers } from './recurrentLayers.ts'
import { factOf, type Facts } from './tensorFacts.ts'

/** What of an attention may be a state as it is, with no matrix of its own. */
export type Unprojected = 'query' | 'key' | 'value'

const moving = new Set(['Identity', 'Cast', 'CastLike', 'Dropout', 'Reshape', 'Transpose', 'Squeeze', 'Unsqueeze', 'Expand', 'Tile'])
const recurrent = new Set<string>(recurrentLayers)
/** [batch, tokens, features]; one more axis would be heads. */
const mostAxes = 3

/**
 * Which of queries, keys and values are states as they are: what a recurrent layer or the graph's input gives, or what the
 * keys of the same attention are made from. Whatever else they may be counts as projected.
 */
export function unprojected({ query, key, value }: Pick<AttentionRefs, 'query' | 'key' | 'value'>, index: GraphIndex, facts: Facts): readonly Unprojected[] {
  const roots = { query: rootOf(query.tensor, index), key: rootOf(key.tensor, index), value: rootOf(value.tensor, index) }
  const isState = (tensor: string): boolean => {
    const maker = index.producer(tensor)
    return maker ? recurrent.has(maker.op) : (factOf(facts, tensor).dims?.length ?? mostAxes) <= mostAxes
  }
  const isOwn = { query: false, key: roots.key === sourceOf(roots.value, index, facts), value: roots.value === sourceOf(roots.key, index, facts) }
  return (['query', 'key', 'value'] as const).filter((kind) => isOwn[kind] || isState(roots[kind]) || (kind !== 'query' && roots.key === roots.value))
}

/** The tensor whose numbers these are, before they were moved about. */
function rootOf(tensor: string, index: GraphIndex): string {
  const maker = index.producer(tensor)
  return maker && moving.has(maker.op) ? rootOf(maker.inputs[0]!, index) : tensor
}

/** What a linear layer, its bias added or not, was given. */
function sourceOf(tensor: string, index: GraphIndex, facts: Facts): string | undefined {
  const maker = index.producer(tensor)
  const fed = maker?.inputs.filter((input) => factOf(facts, input).fed) ?? []
  if (maker?.op === 'Add' && fed.length === 1) return sourceOf(rootOf(fed[0]!, index), index, facts)
  const linear = maker && asLinear(maker, index, facts)
  return linear && rootOf(linear.input, index)
}
