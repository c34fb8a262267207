import type { Vocabulary } from './vocabulary.ts'

/** The ids of a text's bytes as tokens <0x00> … <0xFF>, or undefined when the vocabulary lacks one of them. */
export function byteTokens(text: string, vocabulary: Vocabulary): number[] | undefined {
  const ids = Array.from(new TextEncoder().encode(text), (byte) =>
    vocabulary.idOf(`<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`))
  return ids.every((id) => id !== undefined) ? ids : undefined
}
