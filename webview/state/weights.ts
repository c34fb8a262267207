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

export interface Scale {
  /** The weight with the last colour, above 0. */
  readonly top: number
  /** There are larger weights, which have the last colour too. */
  readonly cut: boolean
}

/** Of the map: up to the largest weight between two tokens that stand for text, since special tokens draw far more. */
export function scaleOf({ queries, keys, weights }: AttentionSlice, tokens: readonly TokenSpan[]): Scale {
  let [top, largest, pairs] = [0, 0, 0]
  for (let query = 0; query < queries; query++) {
    for (let key = 0; key < keys; key++) {
      const weight = weights[query * keys + key]!
      if (weight > largest) largest = weight
      if (tokens[query]?.special || tokens[key]?.special) continue
      pairs++
      if (weight > top) top = weight
    }
  }
  if (pairs <= 1 || top === 0) return { top: largest || 1, cut: false }
  return { top, cut: largest > top }
}
