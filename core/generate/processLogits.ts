import type { GenerationConfig } from './generationConfig.ts'

/** Where a generation stands: all ids of the decoder's input, how many of them were given, and how many there may be. */
export interface Progress {
  readonly ids: readonly number[]
  readonly given: number
  readonly longest: number
}

/** Changes the logits of the next token, in place, as the model's configuration demands, in the order transformers does it. */
export function processLogits(logits: Float32Array, { ids, given, longest }: Progress, config: GenerationConfig): void {
  const forbid = (token: number): void => {
    if (token < logits.length) logits[token] = -Infinity
  }
  if (config.repetitionPenalty !== 1) penalise(logits, ids, config.repetitionPenalty)
  for (const token of repeating(ids, config.noRepeat)) forbid(token)
  for (const word of config.badWords) if (endsWith(ids, word.slice(0, -1))) forbid(word.at(-1)!)
  if (ids.length < config.minLength || ids.length - given < config.minNewTokens) config.ends.forEach(forbid)
  if (ids.length === given) {
    // Only behind nothing but the start: a forced token that was given already is not forced again.
    if (given === 1 && config.forcedFirst !== undefined) force(logits, [config.forcedFirst])
    config.suppressedFirst.forEach(forbid)
  }
  if (ids.length === longest - 1 && config.forcedLast.length) force(logits, config.forcedLast)
  config.suppressed.forEach(forbid)
}

function force(logits: Float32Array, tokens: readonly number[]): void {
  logits.fill(-Infinity)
  for (const token of tokens) if (token < logits.length) logits[token] = 0
}

function penalise(logits: Float32Array, ids: readonly number[], penalty: number): void {
  for (const id of new Set(ids)) {
    const logit = logits[id]
    if (logit !== undefined) logits[id] = logit < 0 ? logit * penalty : logit / penalty
  }
}

/** The tokens that would end a run of `size` tokens that was there before. */
function repeating(ids: readonly number[], size: number): number[] {
  if (size < 1 || ids.length < size) return []
  const last = ids.slice(ids.length - size + 1)
  return ids.flatMap((_, at) => (at + size <= ids.length && last.every((id, i) => ids[at + i] === id) ? [ids[at + size - 1]!] : []))
}

function endsWith(ids: readonly number[], tail: readonly number[]): boolean {
  return tail.every((id, i) => ids[ids.length - tail.length + i] === id)
}
