import type { GeneratedTokens } from '../generate/generateTokens.ts'
import type { GenerationConfig } from '../generate/generationConfig.ts'
import type { Encoding, EncodeOptions, Tokenizer } from '../tokens/tokenizer.ts'
import type { Generation, ModelInfo } from './gazeModel.ts'
import { targetOfIds } from './targetEncoding.ts'

/** Encodes a text within a model's bounds. */
export function encodeFor({ maxTokens }: Pick<ModelInfo, 'maxTokens'>, tokenizer: Tokenizer): (text: string, options?: EncodeOptions) => Encoding {
  return (text, options) => tokenizer.encode(text, { ...(maxTokens !== undefined && { maxTokens }), ...options })
}

/** Generated tokens as callers see them: what was generated as text, and all ids as a decoder's input, an end token left off. */
export function asGeneration({ ids, steps, finished }: GeneratedTokens, given: number, tokenizer: Tokenizer, { notes }: GenerationConfig): Generation {
  const target = targetOfIds(finished === 'end' ? ids.slice(0, -1) : ids, tokenizer)
  return { ids: ids.slice(given), target, text: tokenizer.decode(ids.slice(given)), steps, finished, notes }
}
