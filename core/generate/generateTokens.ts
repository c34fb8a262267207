import { throwIfCancelled } from '../throwIfCancelled.ts'
import type { GenerationConfig } from './generationConfig.ts'
import { processLogits } from './processLogits.ts'
import { createSampler, probabilityOf, type Drawn, type Sampling } from './sampler.ts'

export interface GenerateOptions extends Sampling {
  /** At most so many new tokens; by default what the model's configuration or its positions allow. */
  readonly maxNewTokens?: number
  readonly signal?: AbortSignal
  readonly onStep?: (step: GeneratedStep) => void
}

/** One generated token: its place among the new ones, and the model's own probability for it, before any rule or sampling. */
export interface GeneratedStep extends Drawn {
  readonly step: number
  readonly modelProbability: number
}

export interface GeneratedTokens {
  /** What was given and what was generated, an end token included where one came. */
  readonly ids: readonly number[]
  readonly steps: readonly GeneratedStep[]
  readonly finished: 'end' | 'length'
}

const unboundedLength = 256

/**
 * Generates token by token until an end token or the length. `next` gives the logits behind the ids so far, a copy that
 * may be changed; `positions` is how many ids the model takes. An aborted signal ends it between two steps.
 */
export async function generateTokens(
  given: readonly number[], next: (ids: readonly number[]) => Promise<Float32Array>, config: GenerationConfig, positions: number | undefined,
  { maxNewTokens, signal, onStep, ...sampling }: GenerateOptions,
): Promise<GeneratedTokens> {
  const draw = createSampler(sampling)
  const asked = maxNewTokens ?? config.maxNewTokens
  const said = asked === undefined ? (config.maxLength ?? given.length + unboundedLength) : given.length + asked
  const longest = Math.max(Math.min(said, positions ?? Infinity), given.length)
  const ids = [...given]
  const steps: GeneratedStep[] = []
  while (ids.length < longest) {
    const logits = await next(ids)
    throwIfCancelled(signal)
    const before = logits.slice()
    processLogits(logits, { ids, given: given.length, longest }, config)
    const drawn = draw(logits)
    const step = { ...drawn, step: steps.length, modelProbability: probabilityOf(before, drawn.id) }
    ids.push(drawn.id)
    steps.push(step)
    onStep?.(step)
    if (config.ends.includes(drawn.id)) return { ids, steps, finished: 'end' }
  }
  return { ids, steps, finished: 'length' }
}
