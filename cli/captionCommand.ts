import { GazeError, openModel } from '../core/index.ts'
import type { Command } from './command.ts'
import { findModel } from './findModel.ts'
import { ortRuntime } from './ortRuntime.ts'
import { print, remark } from './print.ts'
import { readPicture } from './readPicture.ts'
import { readSampling, samplingHelp, samplingOptions } from './samplingOptions.ts'

/** `token-gaze caption`: prints what a captioner writes about a picture, and nothing else. */
export const captionCommand: Command = {
  name: 'caption',
  usage: 'token-gaze caption <model> --image F [options]',
  summary: 'Print what a captioner writes about a picture, and nothing else.',
  help: [
    '  <model>            a bundled model (token-gaze models) or a folder in Hugging Face layout',
    '  --image F          a picture in PNG, JPEG or WebP',
    ...samplingHelp,
  ].join('\n'),
  options: { image: { type: 'string' }, ...samplingOptions },
  positionals: 1,
  async run(given) {
    const image = given.text('image')
    if (image === undefined) throw new GazeError('Give a picture with --image.')
    const options = readSampling(given)
    const picture = await readPicture(image)
    const { folder, file } = await findModel(given.positionals[0]!)
    const model = await openModel(folder, ortRuntime(), { encoderDecoders: true, ...(file !== undefined && { file }) })
    try {
      const { name, kind } = model.info
      const encoding = await model.look(picture)
      if (kind !== 'encoder-decoder') throw new GazeError(`${name} writes no caption because it is no encoder-decoder but a model of kind ${kind}: choose a captioner.`)
      const { text, finished, ids, notes } = await model.generate(encoding, options)
      await print(text)
      notes.forEach(remark)
      if (finished === 'length') remark(`The caption ends after ${ids.length} tokens, before the model ended it.`)
    } finally {
      await model.dispose()
    }
  },
}
