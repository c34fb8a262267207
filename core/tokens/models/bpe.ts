import type { Section } from '../section.ts'
import { byteTokens } from './byteTokens.ts'
import { MergeQueue } from './mergeQueue.ts'
import { MergeTable } from './mergeTable.ts'
import type { Emit, Model } from './model.ts'
import { Vocabulary } from './vocabulary.ts'

interface Symbol {
  readonly position: number
  id: number
  readonly from: number
  to: number
  previous: Symbol | undefined
  next: Symbol | undefined
  merged: boolean
}

const cachedLength = 256
const cachedPieces = 10_000

/** Byte-pair encoding: characters, merged pair by pair in the order of their ranks. Time n log n in the piece's length. */
export function bpe(section: Section): Model {
  if (section.number('dropout', 0) > 0) throw section.unsupported('BPE dropout')
  const vocabulary = Vocabulary.of(section)
  const prefix = section.text('continuing_subword_prefix', '')
  const suffix = section.text('end_of_word_suffix', '')
  const merges = new MergeTable(section, vocabulary, prefix)
  const ignoreMerges = section.flag('ignore_merges', false)
  const characters = characterSymbols(section, vocabulary, prefix, suffix)
  const cache = new Map<string, readonly Symbol[]>()

  const symbolsOf = (piece: string): readonly Symbol[] => {
    const known = cache.get(piece)
    if (known) return known
    const whole = ignoreMerges ? vocabulary.idOf(piece) : undefined
    const symbols = whole === undefined
      ? mergeAll(characters(piece), merges)
      : [{ position: 0, id: whole, from: 0, to: piece.length, previous: undefined, next: undefined, merged: false }]
    if (piece.length < cachedLength) {
      if (cache.size >= cachedPieces) cache.clear()
      cache.set(piece, symbols)
    }
    return symbols
  }

  return {
    size: vocabulary.size,
    wordSuffix: suffix,
    idOf: (token) => vocabulary.idOf(token),
    tokenOf: (id) => vocabulary.tokenOf(id),
    tokenize: (piece: string, emit: Emit) => {
      for (const { id, from, to } of symbolsOf(piece)) emit(id, from, to)
    },
  }
}

/** What a piece is before any merge: a symbol a character, its bytes, or unknown (and fused with unknown neighbours). */
function characterSymbols(section: Section, vocabulary: Vocabulary, prefix: string, suffix: string): (piece: string) => Symbol[] {
  const unknown = section.has('unk_token') ? vocabulary.idOf(section.text('unk_token')) : undefined
  const fuse = section.flag('fuse_unk', false)
  const byteFallback = section.flag('byte_fallback', false)

  return (piece) => {
    const symbols: Symbol[] = []
    const add = (id: number, from: number, to: number): void => {
      const previous = symbols.at(-1)
      const symbol: Symbol = { position: symbols.length, id, from, to, previous, next: undefined, merged: false }
      if (previous) previous.next = symbol
      symbols.push(symbol)
    }
    let fusing = false
    let from = 0
    for (const char of piece) {
      const to = from + char.length
      const text = (from > 0 ? prefix : '') + char + (to === piece.length ? suffix : '')
      const id = vocabulary.idOf(text)
      const bytes = id === undefined && byteFallback ? byteTokens(text, vocabulary) : undefined
      if (id !== undefined) add(id, from, to)
      else if (bytes) for (const byte of bytes) add(byte, from, to)
      else if (unknown !== undefined && fuse && fusing) symbols.at(-1)!.to = to
      else if (unknown !== undefined) add(unknown, from, to)
      fusing = id === undefined && !bytes
      from = to
    }
    return symbols
  }
}

function mergeAll(symbols: readonly Symbol[], merges: MergeTable): readonly Symbol[] {
  const queue = new MergeQueue()
  const enqueue = (left: Symbol | undefined, right: Symbol | undefined): void => {
    const rank = left && right && merges.rankOf(left.id, right.id)
    if (rank !== undefined) queue.push(rank, left!.position)
  }
  symbols.forEach((symbol) => { enqueue(symbol, symbol.next) })
  while (queue.size > 0) {
    const { rank, position } = queue.pop()
    const left = symbols[position]!
    const right = left.next
    if (left.merged || !right) continue
    const current = merges.rankOf(left.id, right.id)
    if (current === undefined || merges.resultOf(current) !== merges.resultOf(rank)) continue
    left.id = merges.resultOf(rank)
    left.to = right.to
    left.next = right.next
    right.merged = true
    if (right.next) right.next.previous = left
    enqueue(left.previous, left)
    enqueue(left, left.next)
  }
  return symbols.filter((symbol) => !symbol.merged)
}
