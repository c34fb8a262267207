import type { HeadShape } from '../../state/headSettings.ts'
import { gutterSize, type Measure } from '../heatmap/axisLabels.ts'

/** Where the head view draws, in CSS pixels; tokens without a place in `places` are not shown. */
export interface HeadLayout {
  readonly width: number
  /** Of what is in sight; all rows together are `rowHeight * order.length` high. */
  readonly height: number
  readonly rowHeight: number
  readonly labelSize: number
  readonly shape: HeadShape
  /** The tokens that are shown, from top to bottom, and at which place each token is, or -1. */
  readonly order: readonly number[]
  readonly places: Int32Array
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
  /** The tokens to show, in reading order. */
  readonly order: readonly number[]
  readonly measure: (text: string, fontSize: number) => number
}

const leastRow = 14
const largestRow = 22
/** Between a label and the lines. */
export const lineGap = 6
/** Room for a weight beside a label, in widths of a digit. */
const numberDigits = 6

export function layoutHeads({ width, room, shape, labels, order, measure }: HeadLayoutInput): HeadLayout {
  const rowHeight = Math.min(largestRow, Math.max(leastRow, Math.floor(room / Math.max(1, order.length))))
  const labelSize = Math.min(13, rowHeight - 3)
  const places = new Int32Array(labels.length).fill(-1)
  order.forEach((token, place) => { places[token] = place })
  const ofLabel: Measure = (text) => measure(text, labelSize)
  const number = ofLabel('0') * numberDigits
  const most = Math.max(number + 28, Math.min(180, width * 0.3))
  const gutter = gutterSize(order.map((token) => labels[token]!), ofLabel, number + 28, most) + lineGap
  return {
    width, height: Math.min(rowHeight * order.length, Math.max(room, 4 * rowHeight)), rowHeight, labelSize, shape, order, places,
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
  const token = layout.order[Math.floor((y + scroll) / layout.rowHeight)]
  if (token === undefined || y < 0 || y >= layout.height || x < 0 || x >= layout.width) return null
  return { token, side: layout.shape === 'arcs' || x < (layout.linesLeft + layout.linesRight) / 2 ? 'row' : 'column' }
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
