import { candidatesOf, type Candidates } from './candidates.ts'
import type { GenerationConfig } from './generationConfig.ts'
import { processLogits } from './processLogits.ts'
import { createSampler, probabilityOf, type Drawn, type Sampling } from './sampler.ts'

/** Where a generation stands that is made one token at a time. */
export interface DrawOptions extends Sampling {
  /** All ids so far, and how many of them were given. */
  readonly ids: readonly number[]
  readonly given: number
  /** How many tokens the same seed has drawn before. */
  readonly drawn?: number
  /** How many of the likeliest are told of. */
  readonly count?: number
}

/** What may come next, and what is drawn of it. */
export interface NextToken extends Candidates {
  readonly drawn: Drawn & { readonly modelProbability: number }
  /** The drawn token ends the text. */
  readonly ends: boolean
}

/** One token drawn from logits as a whole generation would draw it; `positions` is how many ids the model takes, and the only length. */
export function drawNext(
  logits: Float32Array, config: GenerationConfig, positions: number | undefined, { ids, given, drawn = 0, count = 10, ...sampling }: DrawOptions,
): NextToken {
  const processed = logits.slice()
  processLogits(processed, { ids, given, longest: positions ?? Infinity }, config)
  const next = createSampler(sampling, drawn)(processed)
  return {
    ...candidatesOf(logits, processed, sampling, count),
    drawn: { ...next, modelProbability: probabilityOf(logits, next.id) },
    ends: config.ends.includes(next.id),
  }
}
