import { GazeError } from '../gazeError.ts'
import type { CapturedTensor } from '../model/gazeModel.ts'
import type { HeadWeights } from './headWeights.ts'
import { headsOf } from './poolWeights.ts'
import type { TextFacts } from './textFacts.ts'

/**
 * One head in numbers: each the mean over the queries it is defined for, NaN where there are none. Queries that are masked
 * throughout count nowhere. Shares are of the weights as they are, 0 to 1.
 */
export interface HeadStatistics {
  /** Shannon entropy of a row, made to sum to 1, in bits: 0 to log2(keys). */
  entropy: number
  /** Sum of weight x |query - key| of a row, made to sum to 1, in tokens (Clark et al. 2019, arXiv:1906.04341, and Vig & Belinkov 2019). */
  distance: number
  /** Weight on the token before, over all queries but the first. */
  previous: number
  /** Weight on the token after, over all queries but the last. */
  next: number
  /** Weight on the token itself. */
  self: number
  /** Weight on the first token, over all queries but the first. */
  first: number
  /** Weight on special tokens; NaN where the text has none. */
  special: number
  /** Weight on all earlier tokens of the same id, over the queries that have one (Wang et al. 2022, arXiv:2211.00593). */
  duplicate: number
  /** Weight on the tokens right after earlier tokens of the same id, over queries that have one (Olsson et al. 2022, arXiv:2209.11895). */
  induction: number
  /** Weight of a closing bracket on its opening partner, over the tokens that close one opened in another. */
  bracket: number
}

export const statisticNames = [
  'entropy', 'distance', 'previous', 'next', 'self', 'first', 'special', 'duplicate', 'induction', 'bracket',
] as const satisfies readonly (keyof HeadStatistics)[]

/**
 * The statistics of one head over the tokens of `facts`, which are its keys, and its queries too unless `cross`: then
 * only entropy and special are told and the others are NaN. Throws where the sizes differ.
 */
export function headStatistics(head: HeadWeights, facts: TextFacts, cross = false): HeadStatistics {
  const { queries, keys, weights } = head
  if (keys !== facts.tokens || (!cross && queries !== keys)) {
    throw new GazeError(`A head of ${String(queries)} queries and ${String(keys)} keys does not fit a text of ${String(facts.tokens)} tokens; choose a layer of this text.`)
  }
  const sums: HeadStatistics = { entropy: 0, distance: 0, previous: 0, next: 0, self: 0, first: 0, special: 0, duplicate: 0, induction: 0, bracket: 0 }
  const counts = { ...sums }
  const count = (name: keyof HeadStatistics, value: number | undefined): void => {
    if (value === undefined) return
    sums[name] += value
    counts[name]++
  }
  const hasSpecial = facts.special.includes(1)
  for (let query = 0; query < queries; query++) {
    const row = weights.subarray(query * keys, (query + 1) * keys)
    const { total, plogp, special, distance } = rowSums(row, query, facts)
    if (!(total > 0)) continue
    count('entropy', Math.max(0, Math.log2(total) - plogp / total))
    if (hasSpecial) count('special', special)
    if (cross) continue
    count('distance', distance / total)
    count('previous', row[query - 1])
    count('next', row[query + 1])
    count('self', row[query])
    if (query > 0) count('first', row[0])
    count('duplicate', onEarlier(row, query, facts))
    count('induction', onAfterEarlier(row, query, facts))
    count('bracket', facts.partners.get(query)?.reduce((sum, key) => sum + row[key]!, 0))
  }
  for (const name of statisticNames) sums[name] = counts[name] > 0 ? sums[name] / counts[name] : NaN
  return sums
}

/** The statistics of every head: for each name [layers, heads], NaN where a layer has fewer heads than the most. */
export function statisticsOfHeads(layers: readonly CapturedTensor[], facts: TextFacts, cross = false): HeadTable {
  const heads = Math.max(0, ...layers.map(({ shape }) => shape[0]))
  const column = (): Float32Array => new Float32Array(layers.length * heads).fill(NaN)
  const table = Object.fromEntries(statisticNames.map((name) => [name, column()])) as Record<keyof HeadStatistics, Float32Array>
  layers.forEach((layer, index) => {
    let cell = index * heads
    for (const head of headsOf(layer)) {
      const statistics = headStatistics(head, facts, cross)
      for (const name of statisticNames) table[name][cell] = statistics[name]
      cell++
    }
  })
  return { heads, ...table }
}

export type HeadTable = Readonly<Record<keyof HeadStatistics, Float32Array>> & { readonly heads: number }

function rowSums(row: Float32Array, query: number, facts: TextFacts): Record<'total' | 'plogp' | 'special' | 'distance', number> {
  const sums = { total: 0, plogp: 0, special: 0, distance: 0 }
  for (let key = 0; key < row.length; key++) {
    const weight = row[key]!
    sums.total += weight
    if (weight > 0) sums.plogp += weight * Math.log2(weight)
    if (facts.special[key]) sums.special += weight
    sums.distance += weight * Math.abs(query - key)
  }
  return sums
}

function onEarlier(row: Float32Array, query: number, { earlier }: TextFacts): number | undefined {
  let sum: number | undefined
  for (let key = earlier[query]!; key >= 0; key = earlier[key]!) sum = (sum ?? 0) + row[key]!
  return sum
}

/** A token that comes right before the query leads only to the query itself, and a special token is nothing to copy. */
function onAfterEarlier(row: Float32Array, query: number, { earlier, special }: TextFacts): number | undefined {
  let sum: number | undefined
  for (let key = earlier[query]!; key >= 0; key = earlier[key]!) {
    if (key + 1 < query && !special[key + 1]) sum = (sum ?? 0) + row[key + 1]!
  }
  return sum
}
