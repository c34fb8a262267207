/**
 * One token of an encoded text. `special` says that the tokenizer put it there; one that a person typed is none. `start` and `end` are UTF-16 offsets into the text that was given, half open; a
 * special token that stands for no text has start === end. `text` is the vocabulary's own spelling ("##st", "Ġthe").
 */
export interface Token {
  readonly id: number
  readonly text: string
  readonly start: number
  readonly end: number
  readonly special: boolean
}
