import type { AttentionSlice, Direction, TokenSpan } from '../../protocol/attention.ts'
import { isOnSide, sidesOf } from '../../protocol/sliceSides.ts'

/** The weight in a row of the picture, by units: attendsTo reads the matrix as it is, attendedBy turns it over; NaN where it has no such cell. */
export function weightAt(slice: AttentionSlice, direction: Direction, row: number, column: number): number {
  const { firstQuery = 0, firstKey = 0, queries, keys } = slice
  const [query, key] = direction === 'attendsTo' ? [row - firstQuery, column - firstKey] : [column - firstQuery, row - firstKey]
  return query >= 0 && query < queries && key >= 0 && key < keys ? slice.weights[query * keys + key]! : NaN
}

/** Rows and columns of the picture for a direction. */
export function pictureSize(slice: AttentionSlice, direction: Direction): { rows: number; columns: number } {
  const { rows, columns } = sidesOf(slice, direction)
  return { rows: rows.count, columns: columns.count }
}

/** The sum of some rows of the picture, one value a unit: NaN for those that have no column. */
export function sumRows(slice: AttentionSlice, direction: Direction, units: readonly number[]): Float64Array {
  const { rows, columns: { first, count } } = sidesOf(slice, direction)
  const sum = new Float64Array(first + count).fill(NaN, 0, first)
  for (const row of units) {
    if (isOnSide(rows, row)) for (let column = first; column < first + count; column++) sum[column]! += weightAt(slice, direction, row, column)
  }
  return sum
}

export interface Target {
  readonly token: number
  readonly weight: number
}

/** The `count` largest values among tokens that stand for text, largest first, equal ones in reading order. */
export function strongestTargets(values: Float64Array, tokens: readonly TokenSpan[], count: number): readonly Target[] {
  return Array.from(values, (weight, token) => ({ token, weight }))
    .filter(({ token, weight }) => tokens[token]?.special === false && !Number.isNaN(weight))
    .sort((a, b) => b.weight - a.weight || a.token - b.token)
    .slice(0, count)
}

/** What went to special tokens, of the same sum. */
export function specialShare(values: Float64Array, tokens: readonly TokenSpan[]): number {
  return values.reduce((share, value, token) => share + (tokens[token]?.special && !Number.isNaN(value) ? value : 0), 0)
}

export interface Scale {
  /** The weight with the last colour, above 0. */
  readonly top: number
  /** There are larger weights, which have the last colour too. */
  readonly cut: boolean
}

export interface Pair {
  readonly query: number
  readonly key: number
  readonly weight: number
}

const strongestPairs = new WeakMap<AttentionSlice, { readonly tokens: readonly TokenSpan[]; readonly pair: Pair | null }>()

/** The pair of tokens of the text with the largest weight, the first in reading order; null where there is none above 0. */
export function strongestPair(slice: AttentionSlice, tokens: readonly TokenSpan[]): Pair | null {
  const known = strongestPairs.get(slice)
  if (known?.tokens === tokens) return known.pair
  const { queries, keys, weights, firstQuery = 0, firstKey = 0 } = slice
  const isSpecial = Uint8Array.from(tokens, ({ special }) => Number(special))
  let [top, found] = [0, -1]
  for (let query = 0, at = 0; query < queries; query++) {
    if (isSpecial[firstQuery + query] === 1) at += keys
    else for (let key = 0; key < keys; key++, at++) if (weights[at]! > top && isSpecial[firstKey + key] === 0) [top, found] = [weights[at]!, at]
  }
  const pair = found < 0 ? null : { query: firstQuery + Math.floor(found / keys), key: firstKey + (found % keys), weight: top }
  strongestPairs.set(slice, { tokens, pair })
  return pair
}

/** Of the map: up to the largest weight between two tokens that stand for text, since special tokens draw far more. */
export function scaleOf(slice: AttentionSlice, tokens: readonly TokenSpan[]): Scale {
  const top = topOf(slice, tokens)
  return { top, cut: isAbove(slice.weights, top) }
}

/** Where that scale ends, without looking for what is above. */
export function topOf(slice: AttentionSlice, tokens: readonly TokenSpan[]): number {
  const pair = strongestPair(slice, tokens)
  const texts = tokens.reduce((count, { special }) => count + (special ? 0 : 1), 0)
  return texts > 1 && pair ? pair.weight : slice.weights.reduce((largest, weight) => Math.max(largest, weight), 0) || 1
}

function isAbove(weights: Float32Array, top: number): boolean {
  let at = 0
  while (at < weights.length && weights[at]! <= top) at++
  return at < weights.length
}
