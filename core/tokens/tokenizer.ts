import type { Token } from './token.ts'

/** A text, or a pair of texts, as a model takes it. Spans of the second text's tokens are offsets into the second. */
export interface Encoding {
  readonly tokens: readonly Token[]
  /** 0 for the first text (and all tokens around it), 1 for the second: `token_type_ids`. */
  readonly segments: Uint8Array
  /** How the text was cut to fit, or undefined when all of it fits. */
  readonly truncated?: { readonly kept: number; readonly total: number; readonly at: number }
}

export interface EncodeOptions {
  readonly pair?: string
  /** Default true: with the post-processor's special tokens. */
  readonly addSpecialTokens?: boolean
  /** At most so many tokens, special ones included; the text is cut at its end. */
  readonly maxTokens?: number
}

export interface Tokenizer {
  encode(text: string, options?: EncodeOptions): Encoding
  decode(ids: readonly number[]): string
}
