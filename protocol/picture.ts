/** A picture that a session is about, in the place of a text. */
export interface PictureSource {
  /** The file's name, for titles. */
  readonly name: string
  /** An address that the page and its worker may fetch; differs from mount to mount. */
  readonly uri: string
  /** The file's length. */
  readonly bytes: number
}

/** Which tokens are patches of the picture: `rows` x `columns` of them from token `first` on, row by row from the top left. */
export interface PatchGrid {
  readonly first: number
  readonly rows: number
  readonly columns: number
  /** What of the picture the model sees, in parts of its width and height, 0 to 1. */
  readonly box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number }
}
