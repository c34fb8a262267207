import type { Token } from './token.ts'

/** A text, or a pair of texts, as a model takes it. Spans of the second text's tokens are offsets into the second. */
export interface Encoding {
  readonly tokens: readonly Token[]
  /** 0 for the first text (and all tokens around it), 1 for the second: `token_type_ids`. */
  readonly segments: Uint8Array
  /** Which text each token is of, 0 or 1, whatever its segment; special tokens count to the text before them. */
  readonly sources: Uint8Array
  /**
   * How the text was cut to fit, or undefined when all of it fits: tokens kept, of how many, special ones counted in,
   * and where the kept part of the first text ends (its length when only the second was cut).
   */
  readonly truncated?: { readonly kept: number; readonly total: number; readonly at: number }
}

export interface EncodeOptions {
  readonly pair?: string
  /** Default true: with the post-processor's special tokens. */
  readonly addSpecialTokens?: boolean
  /** At most so many tokens, special ones included; the longer text is cut first, at its end. */
  readonly maxTokens?: number
}

export interface Tokenizer {
  /** Takes any string. Throws a GazeError only when `maxTokens` has no room for the special tokens. */
  encode(text: string, options?: EncodeOptions): Encoding
  /** The text of the ids, without special tokens. */
  decode(ids: readonly number[]): string
  /** How the vocabulary spells an id ("" where it has none), and whether it is one of the special tokens. */
  spell(id: number): { readonly text: string; readonly special: boolean }
  /** What stands for text that the vocabulary cannot spell, where it has such a token. */
  readonly unknown?: number
}
