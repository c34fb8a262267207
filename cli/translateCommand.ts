import { GazeError, openModel, type Encoding, type GazeModel, type GenerateOptions } from '../core/index.ts'
import { readGivenText } from './captureOptions.ts'
import type { Arguments, Command } from './command.ts'
import { findModel } from './findModel.ts'
import { ortRuntime } from './ortRuntime.ts'
import { print, remark } from './print.ts'

/** `token-gaze translate`: prints what an encoder-decoder makes of a text, and nothing else. */
export const translateCommand: Command = {
  name: 'translate',
  usage: 'token-gaze translate <model> (--text T | --text-file F) [options]',
  summary: 'Print what an encoder-decoder makes of a text, and nothing else.',
  help: [
    '  <model>            a bundled model (token-gaze models) or a folder in Hugging Face layout',
    '  --text T           the text, taken as it is',
    '  --text-file F      the text of a UTF-8 file; - is standard input',
    '  --max-tokens N     at most so many new tokens',
    '  --temperature X    draw tokens by their probabilities, sharper below 1, flatter above; without it the likeliest are taken',
    '  --top-k N          draw among the likeliest N alone',
    '  --top-p X          draw among the likeliest whose probabilities add up to X, over 0 and at most 1',
    '  --seed N           draws are the same for the same number; 0 by default',
  ].join('\n'),
  options: {
    text: { type: 'string' }, 'text-file': { type: 'string' }, 'max-tokens': { type: 'string' }, temperature: { type: 'string' },
    'top-k': { type: 'string' }, 'top-p': { type: 'string' }, seed: { type: 'string' },
  },
  positionals: 1,
  async run(given) {
    const text = await readGivenText(given)
    const options = samplingOf(given)
    const { folder, file } = await findModel(given.positionals[0]!)
    const model = await openModel(folder, ortRuntime(), { encoderDecoders: true, ...(file !== undefined && { file }) })
    try {
      const { name, kind } = model.info
      if (kind !== 'encoder-decoder') throw new GazeError(`${name} cannot translate because it is no encoder-decoder but a model of kind ${kind}: choose an encoder-decoder.`)
      const encoding = model.encode(text)
      const { text: translation, finished, ids, notes } = await model.generate(encoding, options)
      await print(translation)
      report(model, text, encoding)
      notes.forEach(remark)
      if (finished === 'length') remark(`The translation ends after ${ids.length} tokens, before the model ended it.`)
    } finally {
      await model.dispose()
    }
  },
}

/** What of the text the model did not get: on standard error. */
function report({ info, unknown }: GazeModel, text: string, { tokens, truncated }: Encoding): void {
  if (truncated) remark(`The text has ${truncated.total} tokens and ${info.name} takes ${info.maxTokens}: what comes after character ${truncated.at} was left out.`)
  const words = tokens.flatMap(({ id, start, end, special }) => (id === unknown && !special ? [text.slice(start, end).trim()] : []))
  if (words.length) remark(`${info.name} does not know ${[...new Set(words)].map((word) => `"${word}"`).join(', ')}.`)
}

function samplingOf(given: Arguments): GenerateOptions {
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
