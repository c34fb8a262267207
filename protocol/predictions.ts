import type { HeadChoice } from './attention.ts'

/** How a token is written: by the vocabulary, and what it stands for; the second is empty of special tokens. */
export interface Spelling {
  readonly id: number
  readonly text: string
  readonly source: string
  readonly special: boolean
}

/**
 * What a model expected of the tokens of a text, of an encoder-decoder of its target's. There is one place a token and one
 * behind the last; the first has nothing before it, so that nothing was expected there: its numbers are NaN and -1.
 */
export interface PredictionTable {
  /** Which token of the analysis the first place is of. */
  readonly first: number
  /** How many tokens: places from 0 to `count`. */
  readonly count: number
  /** Of the token that stands there, in bits, [count]. */
  readonly surprisal: Float32Array
  readonly probability: Float32Array
  /** How many tokens were held more likely, [count]. */
  readonly rank: Int32Array
  /** Indexes into `spellings` of the likeliest, likeliest first, [count + 1, likeliestCount]; -1 where there are none. */
  readonly likeliest: Int32Array
  readonly likeliestProbability: Float32Array
  readonly likeliestCount: number
  readonly spellings: readonly Spelling[]
  /** How many tokens there are to choose from. */
  readonly vocabulary: number
}

/** How the next token is drawn; without a temperature, or with 0, the likeliest is taken. */
export interface SamplingChoice {
  readonly temperature: number
  /** Only among the likeliest so many; 0 among all. */
  readonly topK: number
  /** Only among the likeliest whose probabilities first add up to so much; 1 among all. */
  readonly topP: number
  /** The same seed draws the same tokens. */
  readonly seed: number
}

export const greedy: SamplingChoice = { temperature: 0, topK: 0, topP: 1, seed: 1 }

/** Why a token is not drawn: a rule of the model's configuration, or the way of drawing. */
export type CutReason = 'rule' | 'greedy' | 'topK' | 'topP'

export interface NextCandidate extends Spelling {
  /** The model's own, before any rule or sampling. */
  readonly probability: number
  /** With which it is drawn; 0 where it is cut. */
  readonly share: number
  readonly cut?: CutReason
}

/** Where the next token is asked for: behind the first `place` tokens of the table, and behind ids that were drawn there. */
export interface NextChoice {
  readonly place: number
  readonly after: readonly number[]
  readonly sampling: SamplingChoice
  /** Whose weights are told. */
  readonly choice: HeadChoice
}

/** What may come next, and what is drawn of it. */
export interface NextPlace {
  /** The likeliest, likeliest first. */
  readonly candidates: readonly NextCandidate[]
  /** How many tokens can be drawn, and what the model gives them all together. */
  readonly kept: number
  readonly keptProbability: number
  readonly drawn: Spelling & { readonly share: number; readonly probability: number }
  /** The drawn token ends the text. */
  readonly ends: boolean
  /** The model takes no more tokens. */
  readonly full: boolean
  /** The text of what was drawn before. */
  readonly text: string
  /** What the last token looked at to say this: one weight a token and drawn id; empty of an encoder-decoder. */
  readonly row: Float32Array
}

/** The likeliest at a place of the table, with their probabilities. */
export function likeliestAt({ likeliest, likeliestProbability, likeliestCount, spellings }: PredictionTable, place: number): readonly (Spelling & { readonly probability: number })[] {
  const found: (Spelling & { readonly probability: number })[] = []
  for (let at = place * likeliestCount; at < (place + 1) * likeliestCount; at++) {
    const spelling = spellings[likeliest[at] ?? -1]
    if (spelling) found.push({ ...spelling, probability: likeliestProbability[at]! })
  }
  return found
}

/** The mean surprisal in bits, of the tokens that have one, and how many these are. */
export function meanSurprisal({ surprisal }: PredictionTable): { readonly bits: number; readonly tokens: number } {
  const known = surprisal.filter((bits) => !Number.isNaN(bits))
  return { bits: known.reduce((sum, bits) => sum + bits, 0) / known.length, tokens: known.length }
}

/** Whether what was read from a file is a table of so many tokens at most. */
export function isPredictionTable(found: unknown, tokens: number): found is PredictionTable {
  if (typeof found !== 'object' || found === null) return false
  const { first, count, surprisal, probability, rank, likeliest, likeliestProbability, likeliestCount, spellings, vocabulary } = found as Readonly<Record<string, unknown>>
  const isCount = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0
  if (![first, count, likeliestCount, vocabulary].every(isCount) || (first as number) + (count as number) !== tokens) return false
  const places = (Number(count) + 1) * Number(likeliestCount)
  return surprisal instanceof Float32Array && surprisal.length === count && probability instanceof Float32Array && probability.length === count
    && rank instanceof Int32Array && rank.length === count && likeliest instanceof Int32Array && likeliest.length === places
    && likeliestProbability instanceof Float32Array && likeliestProbability.length === places && Array.isArray(spellings)
    && spellings.every((each: unknown) => typeof each === 'object' && each !== null && 'text' in each && typeof each.text === 'string' && 'source' in each && typeof each.source === 'string')
    && likeliest.every((index) => index < spellings.length)
}
