import type { Encoding } from '../tokens/tokenizer.ts'
import type { PatchGrid } from './patchGrid.ts'
import type { PreparedPicture } from './preparePicture.ts'

/** A picture as a model takes it: its pixels, and the tokens that the model makes of them. */
export interface PictureEncoding extends Encoding {
  readonly picture: PreparedPicture
  /** Absent where the tokens lie on no grid. */
  readonly patches?: PatchGrid
}

/** Whether an encoding is of a picture. */
export function isPicture(encoding: Encoding): encoding is PictureEncoding {
  return 'picture' in encoding
}
