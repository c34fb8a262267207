import type { Token } from '../tokens/token.ts'
import type { HeadWeights } from './headWeights.ts'

/** Weights without those on special tokens, and for each query the weight that was on them, 0 to 1. */
export interface HiddenSpecial extends HeadWeights {
  readonly hidden: Float32Array
}

/**
 * Weights with the columns of special tokens emptied, [queries, keys] still, and with `renormalise` each row scaled so
 * that the rest has what the whole had; a row that was on special tokens throughout stays empty.
 */
export function hideSpecial(head: HeadWeights, keyTokens: readonly Pick<Token, 'special'>[], renormalise: boolean): HiddenSpecial {
  const { queries, keys } = head
  const weights = head.weights.slice()
  const hidden = new Float32Array(queries)
  for (let query = 0; query < queries; query++) {
    const row = weights.subarray(query * keys, (query + 1) * keys)
    let [gone, left] = [0, 0]
    for (let key = 0; key < keys; key++) {
      if (keyTokens[key]?.special) {
        gone += row[key]!
        row[key] = 0
      } else left += row[key]!
    }
    hidden[query] = gone
    if (renormalise && left > 0) for (let key = 0; key < keys; key++) row[key]! *= (gone + left) / left
  }
  return { queries, keys, weights, hidden }
}
