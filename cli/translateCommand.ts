import { GazeError, openModel, type Encoding, type GazeModel } from '../core/index.ts'
import type { Command } from './command.ts'
import { findModel } from './findModel.ts'
import { readGivenText } from './givenInput.ts'
import { ortRuntime } from './ortRuntime.ts'
import { print, remark } from './print.ts'
import { readSampling, samplingHelp, samplingOptions } from './samplingOptions.ts'

/** `token-gaze translate`: prints what an encoder-decoder makes of a text, and nothing else. */
export const translateCommand: Command = {
  name: 'translate',
  usage: 'token-gaze translate <model> (--text T | --text-file F) [options]',
  summary: 'Print what an encoder-decoder makes of a text, and nothing else.',
  help: [
    '  <model>            a bundled model (token-gaze models) or a folder in Hugging Face layout',
    '  --text T           the text, taken as it is',
    '  --text-file F      the text of a UTF-8 file; - is standard input',
    ...samplingHelp,
  ].join('\n'),
  options: {
    text: { type: 'string' }, 'text-file': { type: 'string' }, ...samplingOptions,
  },
  positionals: 1,
  async run(given) {
    const text = await readGivenText(given)
    const options = readSampling(given)
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
