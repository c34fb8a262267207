import { GazeError } from '../gazeError.ts'
import type { CapturedTensor } from '../model/gazeModel.ts'
import type { HeadWeights } from './headWeights.ts'
import { headsOf } from './poolWeights.ts'

/** Some tokens shown as one: a word, an identifier, a line. Indexes count from 0. */
export interface TokenGroup {
  readonly label: string
  readonly tokens: readonly number[]
}

/** Weights between groups, and for each query group how much of its attention went to tokens of no group. */
export interface GroupedWeights extends HeadWeights {
  readonly leftOut: Float32Array
}

/**
 * Weights between groups of tokens, [query groups, key groups]: summed over the keys of a group, averaged over its
 * queries (Clark et al. 2019, arXiv:1906.04341, section 4.1), so that a row and its `leftOut` sum to what a token's row
 * does. Throws where a token is in two groups or there is no such token, or a group has none.
 */
export function groupWeights(head: HeadWeights, queryGroups: readonly TokenGroup[], keyGroups = queryGroups): GroupedWeights {
  const { queries, keys, weights } = head
  groupOfToken(queryGroups, queries)
  const groupOfKey = groupOfToken(keyGroups, keys)
  const grouped = new Float32Array(queryGroups.length * keyGroups.length)
  const leftOut = new Float32Array(queryGroups.length)
  const sums = new Float64Array(keyGroups.length + 1)
  queryGroups.forEach(({ tokens }, group) => {
    sums.fill(0)
    for (const query of tokens) {
      for (let key = 0, cell = query * keys; key < keys; key++, cell++) sums[groupOfKey[key]!]! += weights[cell]!
    }
    for (let i = 0; i < keyGroups.length; i++) grouped[group * keyGroups.length + i] = sums[i]! / tokens.length
    leftOut[group] = sums[keyGroups.length]! / tokens.length
  })
  return { queries: queryGroups.length, keys: keyGroups.length, weights: grouped, leftOut }
}

/** All heads of a layer between groups, [heads, query groups, key groups]: to be pooled by maximum or minimum, which must come after. */
export function groupHeads(layer: CapturedTensor, queryGroups: readonly TokenGroup[], keyGroups = queryGroups): CapturedTensor {
  const size = queryGroups.length * keyGroups.length
  const data = new Float32Array(layer.shape[0] * size)
  let at = 0
  for (const head of headsOf(layer)) {
    data.set(groupWeights(head, queryGroups, keyGroups).weights, at)
    at += size
  }
  return { name: layer.name, shape: [layer.shape[0], queryGroups.length, keyGroups.length], data }
}

/** For each token its group's number; that of no group is the number of groups. */
function groupOfToken(groups: readonly TokenGroup[], count: number): Int32Array {
  const none = groups.length
  const group = new Int32Array(count).fill(none)
  groups.forEach(({ label, tokens }, number) => {
    if (tokens.length === 0) throw new GazeError(`The group "${label}" has no tokens; leave it out.`)
    for (const token of tokens) {
      if (!Number.isInteger(token) || token < 0 || token >= count) {
        throw new GazeError(`There is no token ${String(token)} among ${String(count)}, counted from 0, for the group "${label}".`)
      }
      if (group[token] !== none) {
        throw new GazeError(`Token ${String(token)} is in the groups "${groups[group[token]!]!.label}" and "${label}"; a token may be in one.`)
      }
      group[token] = number
    }
  })
  return group
}
