import { likeliest } from './sampler.ts'

/** What a model expects at one position, before it sees the token that stands there. */
export interface Prediction {
  /** The likeliest tokens, likeliest first, each with its probability. */
  readonly likeliest: readonly { readonly id: number; readonly probability: number }[]
  /** Of the token that does stand there, in bits: -log2 of its probability. */
  readonly surprisal: number
  readonly probability: number
  /** How many tokens the model held more likely. */
  readonly rank: number
}

/**
 * What logits [tokens, vocabulary] expect of each token but the first, which nothing comes before: entry i is about token
 * i + 1 of `ids`.
 */
export function predictions(logits: Float32Array, ids: readonly number[], count: number): Prediction[] {
  const vocabulary = logits.length / ids.length
  return ids.slice(1).map((id, at) => {
    const row = logits.subarray(at * vocabulary, (at + 1) * vocabulary)
    const highest = row.reduce((most, logit) => (logit > most ? logit : most), -Infinity)
    const logSum = highest + Math.log(row.reduce((total, logit) => total + Math.exp(logit - highest), 0))
    const own = row[id]!
    return {
      likeliest: likeliest(row, count).map((token) => ({ id: token, probability: Math.exp(row[token]! - logSum) })),
      surprisal: (logSum - own) / Math.LN2,
      probability: Math.exp(own - logSum),
      rank: row.reduce((above, logit) => above + Number(logit > own), 0),
    }
  })
}
