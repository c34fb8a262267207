import type { AttentionSlice, Direction, TokenSpan } from '../../protocol/attention.ts'

/** The weight in a row of the picture: attendsTo reads the matrix as it is, attendedBy turns it over. */
export function weightAt(slice: AttentionSlice, direction: Direction, row: number, column: number): number {
  const [query, key] = direction === 'attendsTo' ? [row, column] : [column, row]
  return slice.weights[query * slice.keys + key]!
}

/** Rows and columns of the picture for a direction. */
export function pictureSize(slice: AttentionSlice, direction: Direction): { rows: number; columns: number } {
  return direction === 'attendsTo'
    ? { rows: slice.queries, columns: slice.keys }
    : { rows: slice.keys, columns: slice.queries }
}

/** The sum of some rows of the picture, one value a column. */
export function sumRows(slice: AttentionSlice, direction: Direction, rows: readonly number[]): Float64Array {
  const { columns } = pictureSize(slice, direction)
  const sum = new Float64Array(columns)
  for (const row of rows) for (let column = 0; column < columns; column++) sum[column]! += weightAt(slice, direction, row, column)
  return sum
}

export interface Target {
  readonly token: number
  readonly weight: number
}

/** The `count` largest values among tokens that stand for text, largest first, equal ones in reading order. */
export function strongestTargets(values: Float64Array, tokens: readonly TokenSpan[], count: number): readonly Target[] {
  return Array.from(values, (weight, token) => ({ token, weight }))
    .filter(({ token }) => tokens[token]?.special === false)
    .sort((a, b) => b.weight - a.weight || a.token - b.token)
    .slice(0, count)
}

/** What went to special tokens, of the same sum. */
export function specialShare(values: Float64Array, tokens: readonly TokenSpan[]): number {
  return values.reduce((share, value, token) => share + (tokens[token]?.special ? value : 0), 0)
}

/** The largest weight between two tokens that stand for text: the top of the map's scale. Above 0, at most 1. */
export function scaleTop(slice: AttentionSlice, tokens: readonly TokenSpan[]): number {
  const { queries, keys, weights } = slice
  let top = 0
  for (let query = 0; query < queries; query++) {
    if (tokens[query]?.special) continue
    for (let key = 0; key < keys; key++) {
      const weight = weights[query * keys + key]!
      if (weight > top && !tokens[key]?.special) top = weight
    }
  }
  return top > 0 ? Math.min(1, top) : 1
}
