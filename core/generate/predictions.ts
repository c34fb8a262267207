import { likeliest } from './sampler.ts'

/** A token that may stand at a place, and the model's probability for it. */
export interface Likely {
  readonly id: number
  readonly probability: number
}

/** What a model expects at one position, before it sees the token that stands there. */
export interface Prediction {
  /** The likeliest tokens, likeliest first. */
  readonly likeliest: readonly Likely[]
  /** Of the token that does stand there, in bits: -log2 of its probability. */
  readonly surprisal: number
  readonly probability: number
  /** How many tokens the model held more likely. */
  readonly rank: number
}

/** What a model expects of the tokens of a text, and behind its last. */
export interface Predictions {
  /** Of each token but the first, which nothing comes before: entry i is about token i + 1. */
  readonly tokens: readonly Prediction[]
  /** The likeliest tokens behind the text. */
  readonly next: readonly Likely[]
  /** How many tokens there are to choose from. */
  readonly vocabulary: number
}

/** What logits [tokens, vocabulary] expect of each of these ids, with the `count` likeliest at each place. */
export function predictions(logits: Float32Array, ids: readonly number[], count: number): Predictions {
  const vocabulary = logits.length / ids.length
  const rows = ids.map((_, at) => logits.subarray(at * vocabulary, (at + 1) * vocabulary))
  const tokens = ids.slice(1).map((id, at): Prediction => {
    const row = rows[at]!
    const logSum = logSumOf(row)
    const own = row[id]!
    return {
      likeliest: likelyOf(row, logSum, count),
      surprisal: (logSum - own) / Math.LN2,
      probability: Math.exp(own - logSum),
      rank: row.reduce((above, logit) => above + Number(logit > own), 0),
    }
  })
  const last = rows.at(-1)!
  return { tokens, next: likelyOf(last, logSumOf(last), count), vocabulary }
}

function likelyOf(row: Float32Array, logSum: number, count: number): Likely[] {
  return likeliest(row, count).map((id) => ({ id, probability: Math.exp(row[id]! - logSum) }))
}

function logSumOf(row: Float32Array): number {
  const highest = row.reduce((most, logit) => (logit > most ? logit : most), -Infinity)
  return highest + Math.log(row.reduce((total, logit) => total + Math.exp(logit - highest), 0))
}
