import { placeOfPart } from '../sessions/place.ts'
import type { Run } from '../sessions/session.ts'
import { readPassages, type Passage } from './readPassages.ts'

/** A passage of a document. */
export interface Side {
  readonly uri: string
  readonly passage: Passage
  /** The document's text. */
  readonly documentText: string
}

/** Two passages, mostly of two documents, as source and target: one below the other. */
export function readSides(source: Side, target: Side): Pick<Run, 'text' | 'place' | 'pair' | 'beside'> {
  if (source.uri === target.uri) return readPassages([source.passage, target.passage], true, (start, end) => source.documentText.slice(start, end))
  const [first, second] = [source, target].map(({ passage: { start, end }, documentText }) => documentText.slice(start, end)) as [string, string]
  const pair = first.length + 1
  const text = `${first}\n${second}`
  return {
    text, pair, place: placeOfPart(text.length, 0, source.passage), beside: { uri: target.uri, place: placeOfPart(text.length, pair, target.passage) },
  }
}
