import type { Section } from '../section.ts'
import type { Model } from './model.ts'
import { Vocabulary } from './vocabulary.ts'

/** One token a word; words that the vocabulary lacks are the unknown token. */
export function wordLevel(section: Section): Model {
  const vocabulary = Vocabulary.of(section)
  const unknown = vocabulary.idOf(section.text('unk_token', '<unk>'))
  return {
    size: vocabulary.size,
    idOf: (token) => vocabulary.idOf(token),
    tokenOf: (id) => vocabulary.tokenOf(id),
    tokenize: (word, emit) => {
      const id = vocabulary.idOf(word) ?? unknown
      if (id !== undefined) emit(id, 0, word.length)
    },
  }
}
