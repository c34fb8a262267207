import type { Section } from '../section.ts'
import type { Emit, Model } from './model.ts'
import { Vocabulary } from './vocabulary.ts'

/** WordPiece: from left to right the longest token that fits; a word of which any part is unknown is all unknown. */
export function wordPiece(section: Section): Model {
  const vocabulary = Vocabulary.of(section)
  const unknown = vocabulary.idOf(section.text('unk_token', '[UNK]'))
  const prefix = section.text('continuing_subword_prefix', '##')
  const maxCharacters = section.number('max_input_chars_per_word', 100)

  const longestAt = (word: string, from: number): { id: number; to: number } | undefined => {
    const before = from > 0 ? prefix : ''
    for (let to = Math.min(word.length, from + vocabulary.longest - before.length); to > from; to--) {
      const id = vocabulary.idOf(before + word.slice(from, to))
      if (id !== undefined) return { id, to }
    }
    return undefined
  }

  const split = (word: string, emit: Emit): void => {
    const found: { id: number; from: number; to: number }[] = []
    const tooLong = word.length > maxCharacters && [...word].length > maxCharacters
    for (let from = 0; !tooLong && from < word.length; from = found.at(-1)!.to) {
      const longest = longestAt(word, from)
      if (!longest) break
      found.push({ ...longest, from })
    }
    if (found.length > 0 && found.at(-1)!.to === word.length) for (const { id, from, to } of found) emit(id, from, to)
    else if (unknown !== undefined) emit(unknown, 0, word.length)
  }
  return {
    size: vocabulary.size,
    idOf: (token) => vocabulary.idOf(token),
    tokenOf: (id) => vocabulary.tokenOf(id),
    tokenize: split,
  }
}
