/**
 * One token of an encoded text. `start` and `end` are UTF-16 offsets into the text that was given, half open; a special
 * token, one that the tokenizer put around the text, has both 0 (one that a person typed is none and has its span).
 * `text` is the vocabulary's own spelling ("##st", "Ġthe").
 */
export interface Token {
  readonly id: number
  readonly text: string
  readonly start: number
  readonly end: number
  readonly special: boolean
}
