/** A token on its way out: `value` is its spelling in the text, where an added token may hold white space too. */
export interface Piece {
  readonly id: number
  readonly value: string
  start: number
  end: number
}

/** A run of tokens of one origin: a text's own, or special ones that were put around them. */
export interface Part {
  readonly pieces: readonly Piece[]
  /** The text that the spans are offsets into; empty for special tokens. */
  readonly text: string
  readonly special: boolean
  /** Which of the texts it is of, from 0; undefined for special tokens. */
  readonly source?: number
  /** Its `token_type_ids`, which some models have all 0. */
  segment: number
}
