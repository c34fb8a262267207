import type { HeadShape } from '../../state/headSettings.ts'
import { gutterSize, type Measure } from '../heatmap/axisLabels.ts'

/** The tokens that have a row and those that have a column, in reading order; of cross-attention one has none of the other. */
export interface ShownTokens {
  readonly rows: readonly number[]
  readonly columns: readonly number[]
}

/** Where the head view draws, in CSS pixels; tokens without a place are not shown. */
export interface HeadLayout {
  readonly width: number
  /** Of what is in sight; all rows together are `rowHeight * placesOf(this)` high. */
  readonly height: number
  readonly rowHeight: number
  readonly labelSize: number
  readonly shape: HeadShape
  /** The labels on each side, from top to bottom; arcs have those on the left alone. */
  readonly left: readonly number[]
  readonly right: readonly number[]
  /** At which place a token's row and its column are, or -1. */
  readonly rowPlaces: Int32Array
  readonly columnPlaces: Int32Array
  /** Lines reach from `linesLeft` to `linesRight`; labels stand outside. */
  readonly linesLeft: number
  readonly linesRight: number
}

export interface HeadLayoutInput {
  readonly width: number
  /** The most height there is. */
  readonly room: number
  readonly shape: HeadShape
  readonly labels: readonly string[]
  readonly shown: ShownTokens
  readonly measure: (text: string, fontSize: number) => number
}

const leastRow = 14
const largestRow = 22
/** Between a label and the lines. */
export const lineGap = 6
/** Room for a weight beside a label, in widths of a digit. */
const numberDigits = 6

/** The labels on each side: arcs go from one list to itself, so it has both. */
export function sidesOfLabels(shape: HeadShape, { rows, columns }: ShownTokens): Pick<HeadLayout, 'left' | 'right'> {
  return shape === 'columns' ? { left: rows, right: columns } : { left: [...new Set([...rows, ...columns])].sort((a, b) => a - b), right: [] }
}

/** So many rows of labels lie below one another. */
export function placesOf({ left, right }: Pick<HeadLayout, 'left' | 'right'>): number {
  return Math.max(left.length, right.length)
}

export function layoutHeads({ width, room, shape, labels, shown, measure }: HeadLayoutInput): HeadLayout {
  const sides = sidesOfLabels(shape, shown)
  const { left, right } = sides
  const count = placesOf(sides)
  const rowHeight = Math.min(largestRow, Math.max(leastRow, Math.floor(room / Math.max(1, count))))
  const labelSize = Math.min(13, rowHeight - 3)
  const placesIn = (list: readonly number[], tokens: readonly number[]): Int32Array => {
    const places = new Int32Array(labels.length).fill(-1)
    const own = new Set(tokens)
    list.forEach((token, place) => { if (own.has(token)) places[token] = place })
    return places
  }
  const ofLabel: Measure = (text) => measure(text, labelSize)
  const number = ofLabel('0') * numberDigits
  const most = Math.max(28, Math.min(180, width * 0.3) - number)
  const gutter = gutterSize([...left, ...right].map((token) => labels[token]!), ofLabel, 28, most) + number + lineGap
  return {
    width, height: Math.min(rowHeight * count, Math.max(room, 4 * rowHeight)), rowHeight, labelSize, shape, left, right,
    rowPlaces: placesIn(left, shown.rows), columnPlaces: placesIn(shape === 'columns' ? right : left, shown.columns),
    linesLeft: gutter,
    linesRight: width - (shape === 'columns' ? gutter : number + lineGap),
  }
}

/** The middle of a place's row, with what is in sight starting at `scroll`. */
export function placeY({ rowHeight }: HeadLayout, place: number, scroll: number): number {
  return (place + 0.5) * rowHeight - scroll
}

/** The token under a point, and on which side; null where there is none. */
export function tokenAt(layout: HeadLayout, x: number, y: number, scroll: number): { token: number; side: 'row' | 'column' } | null {
  const isLeft = layout.shape === 'arcs' || x < (layout.linesLeft + layout.linesRight) / 2
  const token = (isLeft ? layout.left : layout.right)[Math.floor((y + scroll) / layout.rowHeight)]
  if (token === undefined || y < 0 || y >= layout.height || x < 0 || x >= layout.width) return null
  return { token, side: isLeft && layout.rowPlaces[token]! >= 0 ? 'row' : 'column' }
}

/** Whether any of a line between two places can be in sight. An arc reaches no further up or down than its ends. */
export function isInSight({ rowHeight, height }: HeadLayout, from: number, to: number, scroll: number): boolean {
  const [first, last] = from < to ? [from, to] : [to, from]
  return (last + 1) * rowHeight >= scroll && first * rowHeight <= scroll + height
}

/** The scroll that brings a place into sight with the smallest move. */
export function scrollTo({ rowHeight, height }: HeadLayout, place: number, scroll: number): number {
  return Math.min(place * rowHeight, Math.max(scroll, (place + 1) * rowHeight - height))
}
