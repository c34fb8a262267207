import { GazeError } from '../../gazeError.ts'
import type { Section } from '../section.ts'
import { byteTokens } from './byteTokens.ts'
import type { Emit, Model } from './model.ts'
import { PrefixIndex } from './prefixIndex.ts'
import { Vocabulary } from './vocabulary.ts'

const unknownPenalty = 10

/** Unigram: the segmentation whose tokens have the greatest sum of scores, by dynamic programming over the characters. */
export function unigram(section: Section): Model {
  const { tokens, scores } = readVocabulary(section)
  const vocabulary = new Vocabulary(tokens.map((token, id) => [token, id]))
  const index = new PrefixIndex(tokens)
  const unknown = section.has('unk_id') ? section.number('unk_id') : undefined
  const unknownScore = scores.reduce((least, score) => Math.min(least, score), Infinity) - unknownPenalty
  const byteFallback = section.flag('byte_fallback', false)

  const emitStretch = (text: string, from: number, to: number, emit: Emit): void => {
    const id = vocabulary.idOf(text.slice(from, to))
    if (id !== undefined) return emit(id, from, to)
    const bytes = byteFallback ? byteTokens(text.slice(from, to), vocabulary) : undefined
    if (bytes) for (const byte of bytes) emit(byte, from, to)
    else if (unknown !== undefined) emit(unknown, from, to)
  }

  return {
    size: vocabulary.size,
    literalUnknown: unknown,
    idOf: (token) => vocabulary.idOf(token),
    tokenOf: (id) => vocabulary.tokenOf(id),
    tokenize: (piece, emit) => {
      for (const { from, to } of bestPath(piece, index, scores, unknownScore, unknown)) emitStretch(piece, from, to, emit)
    },
  }
}

interface Stretch {
  from: number
  readonly to: number
}

/** The best segmentation; neighbouring unknown characters are one stretch. */
function bestPath(piece: string, index: PrefixIndex, scores: readonly number[], unknownScore: number, unknown = -1): Stretch[] {
  const best = new Float64Array(piece.length + 1)
  const begins = new Int32Array(piece.length + 1).fill(-1)
  const ids = new Int32Array(piece.length + 1)
  for (let from = 0, width = 0; from < piece.length; from += width) {
    width = piece.codePointAt(from)! > 0xffff ? 2 : 1
    let single = false
    const offer = (id: number, length: number, score: number): void => {
      const to = from + length
      const sum = score + best[from]!
      if (begins[to]! >= 0 && sum <= best[to]!) return
      best[to] = sum
      begins[to] = from
      ids[to] = id
    }
    index.visit(piece, from, (id, length) => {
      offer(id, length, scores[id]!)
      single ||= length === width
    })
    if (!single) offer(unknown, width, unknownScore)
  }

  const path: Stretch[] = []
  let fusing = false
  for (let to = piece.length; to > 0; to = begins[to]!) {
    const isUnknown = ids[to] === unknown
    if (fusing && isUnknown) path.at(-1)!.from = begins[to]!
    else path.push({ from: begins[to]!, to })
    fusing = isUnknown
  }
  return path.reverse()
}

function readVocabulary(section: Section): { tokens: string[]; scores: number[] } {
  const tokens: string[] = []
  const scores: number[] = []
  for (const entry of section.list('vocab')) {
    const [token, score] = Array.isArray(entry) ? (entry as [unknown, unknown]) : []
    if (typeof token !== 'string' || typeof score !== 'number') {
      throw new GazeError(`tokenizer.json is damaged: ${section.path}.vocab should hold pairs of a token and its score.`)
    }
    tokens.push(token)
    scores.push(score)
  }
  return { tokens, scores }
}
