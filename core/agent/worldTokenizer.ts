import type { Tokenizer } from '../tokens/tokenizer.ts'
import { readWorld } from './readWorld.ts'
import type { WorldShape } from './worldShape.ts'

/** The tokenizer of an agent's model: a text that is no world is refused by what is wrong with it. */
export function worldTokenizer(tokenizer: Tokenizer, shape: WorldShape): Tokenizer {
  return {
    ...tokenizer,
    encode(text, options) {
      readWorld(text, shape)
      return tokenizer.encode(text, options)
    },
  }
}
