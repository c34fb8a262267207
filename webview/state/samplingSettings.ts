import { greedy, type SamplingChoice } from '../../protocol/predictions.ts'

/** How the page draws the next token, and how many at a time; kept over a reload. */
export interface SamplingSettings {
  readonly sampling: SamplingChoice
  readonly count: number
}

export const countChoices = [1, 5, 20, 50] as const
export const initialSamplingSettings: SamplingSettings = { sampling: greedy, count: 20 }

/** What cuts and shapes nothing is 0, 0 and 1. */
export const samplingBounds = { temperature: 2, topK: 1000, topP: { least: 0.05, most: 1 }, seed: 2 ** 32 - 1 } as const

export function readSamplingSettings({ sampling, count }: Readonly<Record<string, unknown>>): SamplingSettings {
  const found = typeof sampling === 'object' && sampling !== null ? sampling as Readonly<Record<string, unknown>> : {}
  return {
    sampling: boundSampling(Object.fromEntries(Object.entries(greedy).map(([name, value]) => [name, number(found[name], value)])) as unknown as SamplingChoice),
    count: countChoices.find((choice) => choice === count) ?? initialSamplingSettings.count,
  }
}

/** The same with every number where it can be. */
export function boundSampling({ temperature, topK, topP, seed }: SamplingChoice): SamplingChoice {
  const { topP: { least, most } } = samplingBounds
  return {
    temperature: clamp(temperature, 0, samplingBounds.temperature), topK: Math.round(clamp(topK, 0, samplingBounds.topK)),
    topP: clamp(topP, least, most), seed: Math.round(clamp(seed, 0, samplingBounds.seed)),
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}

function number(value: unknown, fallback: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : fallback
}
