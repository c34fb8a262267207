import { GazeError, type GenerateOptions } from '../core/index.ts'
import type { Arguments } from './command.ts'

/** The options of a command that generates, for parseCommand. */
export const samplingOptions = {
  'max-tokens': { type: 'string' }, temperature: { type: 'string' }, 'top-k': { type: 'string' }, 'top-p': { type: 'string' }, seed: { type: 'string' },
} as const

/** Their lines of help. */
export const samplingHelp: readonly string[] = [
  '  --max-tokens N     at most so many new tokens',
  '  --temperature X    draw tokens by their probabilities, sharper below 1, flatter above; without it the likeliest are taken',
  '  --top-k N          draw among the likeliest N alone',
  '  --top-p X          draw among the likeliest whose probabilities add up to X, over 0 and at most 1',
  '  --seed N           draws are the same for the same number; 0 by default',
]

/** Reads and checks how tokens are to be chosen; a GazeError names the option that is wrong. */
export function readSampling(given: Arguments): GenerateOptions {
  const options = {
    maxNewTokens: number(given, 'max-tokens', /^[1-9]\d{0,5}$/, 'a whole number from 1'),
    temperature: number(given, 'temperature', /^\d{1,4}(\.\d+)?$/, 'a number from 0'),
    topK: number(given, 'top-k', /^[1-9]\d{0,6}$/, 'a whole number from 1'),
    topP: number(given, 'top-p', /^(0?\.\d*[1-9]\d*|1(\.0+)?)$/, 'a number over 0 and at most 1'),
    seed: number(given, 'seed', /^\d{1,9}$/, 'a whole number from 0'),
  }
  if (options.temperature === undefined && (options.topK ?? options.topP ?? options.seed) !== undefined) {
    throw new GazeError('--top-k, --top-p and --seed are about drawing tokens: give a --temperature too, or leave them out.')
  }
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}

function number(given: Arguments, option: string, form: RegExp, what: string): number | undefined {
  const value = given.text(option)
  if (value !== undefined && !form.test(value)) throw new GazeError(`--${option} takes ${what}, not "${value}".`)
  return value === undefined ? undefined : Number(value)
}
