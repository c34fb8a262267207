import { GazeError } from '../gazeError.ts'
import type { Picture } from '../pictures/picture.ts'
import type { PictureEncoding } from '../pictures/pictureEncoding.ts'
import type { Tokenizer } from '../tokens/tokenizer.ts'

/** What makes tokens of what a model is given, a text or a picture; it refuses the other of the two. */
export interface ModelInput {
  readonly tokenizer: Tokenizer
  readonly look: (picture: Picture) => Promise<PictureEncoding>
}

/** Of a model that takes texts. */
export function textInput(name: string, tokenizer: Tokenizer): ModelInput {
  return {
    tokenizer,
    look: () => Promise.reject(new GazeError(`${name} takes a text, not a picture: give it a text, or choose a vision model for the picture.`)),
  }
}

/** Of a model that takes pictures. */
export function pictureInput(name: string, look: ModelInput['look']): ModelInput {
  return {
    tokenizer: {
      encode() {
        throw new GazeError(`${name} takes a picture, not a text: give it a picture, or choose a text model for the text.`)
      },
      decode: () => '',
      spell: () => ({ text: '', special: false }),
    },
    look,
  }
}
