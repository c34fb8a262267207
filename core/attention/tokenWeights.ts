import { GazeError } from '../gazeError.ts'
import type { HeadWeights } from './headWeights.ts'

/** What the token `query` attends to: one weight a key, a view that sums to 1. */
export function attendsTo({ queries, keys, weights }: HeadWeights, query: number): Float32Array {
  check(query, queries)
  return weights.subarray(query * keys, (query + 1) * keys)
}

/** How much every token attends to the token `key`: one weight a query; its sum can be anything up to their number. */
export function attendedBy({ queries, keys, weights }: HeadWeights, key: number): Float32Array {
  check(key, keys)
  const column = new Float32Array(queries)
  for (let query = 0; query < queries; query++) column[query] = weights[query * keys + key]!
  return column
}

/** The sum of the rows (`attendsTo`) or columns (`attendedBy`) of several tokens, as several carets show it. */
export function sumOverTokens(head: HeadWeights, tokens: Iterable<number>, direction: 'attendsTo' | 'attendedBy'): Float32Array {
  const take = direction === 'attendsTo' ? attendsTo : attendedBy
  const sum = new Float32Array(direction === 'attendsTo' ? head.keys : head.queries)
  for (const token of tokens) {
    const weights = take(head, token)
    for (let i = 0; i < sum.length; i++) sum[i]! += weights[i]!
  }
  return sum
}

function check(token: number, count: number): void {
  if (!Number.isInteger(token) || token < 0 || token >= count) {
    throw new GazeError(`There is no token ${String(token)} among ${String(count)}, counted from 0.`)
  }
}
