import { GazeError, type Encoding, type GazeModel, type Picture } from '../core/index.ts'
import type { Arguments } from './command.ts'
import { readPicture } from './readPicture.ts'
import { readText } from './readText.ts'

/** What a model is given: a text, or a picture. */
export type GivenInput = { readonly text: string } | { readonly picture: Picture }

/** The text of --text or --text-file, or the picture of --image; a GazeError where none or several were given. */
export async function readGivenInput(given: Arguments): Promise<GivenInput> {
  const image = given.text('image')
  const other = ['text', 'text-file'].find((option) => given.text(option) !== undefined)
  if (image === undefined && !other) throw new GazeError('Give a text with --text or --text-file, or a picture with --image.')
  if (image === undefined) return { text: await readGivenText(given) }
  if (other) throw new GazeError(`Give --${other} or --image, not both.`)
  return { picture: await readPicture(image) }
}

/** The text of --text or --text-file; a GazeError where neither or both were given. */
export async function readGivenText(given: Arguments): Promise<string> {
  const text = given.text('text')
  const file = given.text('text-file')
  if ((text === undefined) === (file === undefined)) {
    throw new GazeError(text === undefined ? 'Give a text with --text or --text-file.' : 'Give --text or --text-file, not both.')
  }
  return text ?? (await readText(file!))
}

/** What a model makes of its input; rejects where it takes the other kind. */
export function encodeInput(model: GazeModel, input: GivenInput): Encoding | Promise<Encoding> {
  return 'text' in input ? model.encode(input.text) : model.look(input.picture)
}
