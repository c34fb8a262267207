import { GazeError, openModel, type GazeModel, type Prediction, type Token } from '../core/index.ts'
import { captureOptions, readGivenTarget } from './captureOptions.ts'
import type { Command } from './command.ts'
import { findModel } from './findModel.ts'
import { encodeInput, readGivenInput } from './givenInput.ts'
import { ortRuntime } from './ortRuntime.ts'
import { print, printJson } from './print.ts'
import { table } from './table.ts'

const shown = 3

/** `token-gaze predict`: what a decoder expected of each token of a text. */
export const predictCommand: Command = {
  name: 'predict',
  usage: 'token-gaze predict <model> (--text T | --text-file F | --image F) [--target T | --target-file F | --target-ids 1,2,3] [--top N] [--json]',
  summary: 'Print what a decoder expected of each token, and how surprised it was.',
  help: [
    '  <model>              a bundled model (token-gaze models) or a folder in Hugging Face layout',
    '  --text T             the text, taken as it is; also --text-file F, where - is standard input; of a captioner, --image F',
    '  --target T           of an encoder-decoder, the text whose tokens it is about; also --target-file F, --target-ids 1,2,3',
    `  --top N              so many of the likeliest tokens at each place; ${shown} by default`,
    '  --json               print one JSON object: model, kind, tokens with surprisal (bits), probability, rank and likeliest',
  ].join('\n'),
  options: {
    text: captureOptions.text, 'text-file': captureOptions['text-file'], image: captureOptions.image, target: captureOptions.target, json: captureOptions.json,
    'target-file': captureOptions['target-file'], 'target-ids': captureOptions['target-ids'], top: { type: 'string' },
  },
  positionals: 1,
  async run(given) {
    const top = given.text('top') ?? String(shown)
    if (!/^[1-9]\d{0,4}$/.test(top)) throw new GazeError(`--top takes a whole number from 1, not "${top}".`)
    const [input, target] = [await readGivenInput(given), await readGivenTarget(given)]
    const { folder, file } = await findModel(given.positionals[0]!)
    const model = await openModel(folder, ortRuntime(), { encoderDecoders: true, ...(file !== undefined && { file }) })
    try {
      const { name, kind } = model.info
      if (target && kind !== 'encoder-decoder') throw new GazeError(`${name} has no decoder input because it is no encoder-decoder: leave out ${target.option}.`)
      const encoding = await encodeInput(model, input)
      const decoded = target && model.target(target.given)
      const { tokens } = decoded ?? encoding
      const { tokens: predictions } = await model.predict(encoding, { count: Number(top), ...(decoded && { target: decoded }) })
      if (given.flag('json')) await printJson(asJson(model, tokens, predictions))
      else await print(asText(model, tokens, predictions))
    } finally {
      await model.dispose()
    }
  },
}

function asJson({ info, spell }: GazeModel, tokens: readonly Token[], predictions: readonly Prediction[]): object {
  const about = tokens.map(({ id, text, start, end, special }, at) => {
    const prediction = predictions[at - 1]
    return {
      id, text, start, end, special,
      ...(prediction && { ...prediction, likeliest: prediction.likeliest.map((each) => ({ ...each, text: spell(each.id).text })) }),
    }
  })
  return { model: info.name, kind: info.kind, tokens: about }
}

function asText({ spell }: GazeModel, tokens: readonly Token[], predictions: readonly Prediction[]): string {
  const rows = tokens.map(({ text }, at) => {
    const prediction = predictions[at - 1]
    if (!prediction) return [text, '', '', '']
    const likeliest = prediction.likeliest.map(({ id, probability }) => `${spell(id).text} ${probability.toFixed(3)}`).join('  ')
    return [text, prediction.surprisal.toFixed(2), String(prediction.rank + 1), likeliest]
  })
  return table([['token', 'bits', 'rank', 'likeliest here'], ...rows])
}
