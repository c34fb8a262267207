import { placeOfPassages } from '../sessions/place.ts'
import type { Run } from '../sessions/session.ts'

/** A stretch of a document, offsets half open. */
export interface Passage {
  readonly start: number
  readonly end: number
}

/** The passages, in the order of the document, as the text to analyse: one below the other, or two as a sentence pair. */
export function readPassages(
  passages: readonly Passage[], asPair: boolean, read: (start: number, end: number) => string,
): Pick<Run, 'text' | 'place' | 'pair'> {
  const texts = passages.map(({ start, end }) => read(start, end))
  const pair = asPair && texts.length === 2 ? { pair: texts[0]!.length + 1 } : {}
  const found = passages.map(({ start }, index) => ({ start, end: start + texts[index]!.length }))
  return { text: texts.join('\n'), place: placeOfPassages(found), ...pair }
}
