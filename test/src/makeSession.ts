import type { Analysis, AttentionSlice, TokenSpan } from '../../protocol/attention.ts'
import { reduceSession, type SessionEvent } from '../../src/sessions/reduceSession.ts'
import { keyOf, type Model, type Run, type Session } from '../../src/sessions/session.ts'
import { placeAt } from '../../src/sessions/place.ts'

export const model: Model = { id: 'bundled:tiny', label: 'Tiny', folder: 'file:///models/tiny', files: [{ path: 'config.json', bytes: 2 }] }

export function makeRun(text: string, version = 1, start = 0): Run {
  return { version, text, place: placeAt(start, text.length), model, backend: 'auto' }
}

/** [CLS], a token a word, [SEP]. */
export function wordsOf(text: string): TokenSpan[] {
  const words = [...text.matchAll(/\S+/g)].map((match, index): TokenSpan => ({
    id: 100 + index, text: match[0], start: match.index, end: match.index + match[0].length, special: false,
  }))
  const special = (id: number, name: string): TokenSpan => ({ id, text: name, start: 0, end: 0, special: true })
  return [special(1, '[CLS]'), ...words, special(2, '[SEP]')]
}

export function analysisOf(text: string, layers = 2, heads = 3): Analysis {
  return {
    tokens: wordsOf(text), layers: Array.from({ length: layers }, (_, layer) => ({ name: `encoder.${layer}`, heads })),
    backend: 'wasm', timing: { loadMs: 1, runMs: 1 }, notes: [],
  }
}

/** Row q attends to key k with a weight that grows with k + q and sums to 1 in the row. */
export function sliceOf({ tokens }: Analysis, choice = { layer: 0, head: 0 }): AttentionSlice {
  const count = tokens.length
  const weights = new Float32Array(count * count)
  for (let query = 0; query < count; query++) {
    const raw = tokens.map((_, key) => key + query + 1)
    const sum = raw.reduce((total, value) => total + value, 0)
    raw.forEach((value, key) => {
      weights[query * count + key] = value / sum
    })
  }
  return { choice, queries: count, keys: count, weights }
}

export function busySession(text: string, start = 0): Session {
  return {
    id: 's', uri: 'file:///a.txt', title: 'a.txt', run: makeRun(text, 1, start), phase: { kind: 'busy', progress: null }, shown: null,
    choice: { layer: 0, head: 0 }, direction: 'attendsTo', caret: [], pinned: [],
  }
}

export function readySession(text: string, start = 0): Session {
  const busy = busySession(text, start)
  const analysis = analysisOf(text)
  return apply(busy, { type: 'analysed', key: keyOf(busy), analysis }, { type: 'slice', key: keyOf(busy), slice: sliceOf(analysis) })
}

export function apply(session: Session, ...events: SessionEvent[]): Session {
  return events.reduce(reduceSession, session)
}
