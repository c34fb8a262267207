import type { Palette } from '../colour/palette.ts'
import { cutToWidth } from '../heatmap/axisLabels.ts'
import { isInSight, lineGap, placesOf, placeY, type HeadLayout } from './headLayout.ts'
import type { Lines } from './selectLines.ts'
import type { Painter } from '../painter.ts'

/** The lines of one head, in its colour. */
export interface HeadLines {
  readonly lines: Lines
  readonly colour: string
}

export interface HeadMarks {
  /** The token whose lines alone are drawn; null: all lines. */
  readonly row: number | null
  readonly column: number | null
  /** Tokens under the carets. */
  readonly focused: readonly number[]
  readonly cursor: number | null
}

export interface HeadPicture {
  readonly heads: readonly HeadLines[]
  readonly labels: readonly string[]
  readonly isSpecial: (token: number) => boolean
  /** The weight with the strongest line. */
  readonly top: number
}

const thinnest = 0.75
const widest = 2.75

/** What lines at special tokens, which draw far more than others, keep of their strength while all lines are shown. */
const specialShare = 0.25

/** How strong a line is, 0 to 1: its share of the strongest. */
export function lineShare(weight: number, top: number, faded: boolean): number {
  return Math.min(1, weight / top) * (faded ? specialShare : 1)
}

/** Paints lines, labels and the numbers of the isolated token; the context is scaled to CSS pixels. */
export function paintHeads(
  context: Painter, layout: HeadLayout, scroll: number, picture: HeadPicture, marks: HeadMarks, palette: Palette,
): void {
  context.clearRect(0, 0, layout.width, layout.height)
  const touched = new Map<number, { weight: number; colour: string }>()
  picture.heads.forEach((head, index) => {
    paintLines(context, layout, scroll, head, picture, marks, headShift(index, picture.heads.length, layout.rowHeight), touched)
  })
  context.globalAlpha = 1
  paintLabels(context, layout, scroll, picture, marks, palette, touched)
}

/** Heads keep beside each other where their lines would lie on one another. */
function headShift(index: number, count: number, rowHeight: number): number {
  return (index - (count - 1) / 2) * Math.min(2, (rowHeight - 6) / count)
}

function paintLines(
  context: Painter, layout: HeadLayout, scroll: number, { lines, colour }: HeadLines, { top, isSpecial }: HeadPicture,
  { row, column }: HeadMarks, shift: number, touched: Map<number, { weight: number; colour: string }>,
): void {
  const { rowPlaces, columnPlaces } = layout
  const faintest = (row ?? column) === null ? 0.08 : 0.35
  context.strokeStyle = colour
  for (let line = 0; line < lines.rows.length; line++) {
    const [from, to] = [lines.rows[line]!, lines.columns[line]!]
    const isTouched = row !== null ? from === row : column !== null && to === column
    if ((row ?? column) !== null && !isTouched) continue
    const weight = lines.weights[line]!
    if (isTouched) {
      const other = row !== null ? to : from
      if (weight > (touched.get(other)?.weight ?? 0)) touched.set(other, { weight, colour })
    }
    const [start, end] = [rowPlaces[from]!, columnPlaces[to]!]
    if (start < 0 || end < 0 || !isInSight(layout, start, end, scroll)) continue
    const share = lineShare(weight, top, !isTouched && (isSpecial(from) || isSpecial(to)))
    context.globalAlpha = faintest + (1 - faintest) * share
    context.lineWidth = thinnest + (widest - thinnest) * share
    // Each by itself: a path of many lines costs several times as much where no graphics card paints it.
    strokeLine(context, layout, placeY(layout, start, scroll) + shift, placeY(layout, end, scroll) + shift)
  }
}

function strokeLine(
  context: Painter, { shape, linesLeft, linesRight, rowHeight }: HeadLayout, from: number, to: number,
): void {
  context.beginPath()
  context.moveTo(linesLeft, from)
  if (shape === 'columns') context.lineTo(linesRight, to)
  else {
    const reach = Math.min(linesRight - linesLeft - 2, 10 + Math.abs(to - from) / 2 + (from === to ? rowHeight / 2 : 0))
    const bend = linesLeft + reach * 4 / 3
    const spread = from === to ? rowHeight / 3 : 0
    context.bezierCurveTo(bend, from - spread, bend, to + spread, linesLeft, to)
  }
  context.stroke()
}

function paintLabels(
  context: Painter, layout: HeadLayout, scroll: number, { labels, isSpecial }: HeadPicture, marks: HeadMarks,
  palette: Palette, touched: ReadonlyMap<number, { weight: number; colour: string }>,
): void {
  const { rowHeight, height, left, right, rowPlaces, linesLeft, linesRight, width, shape, labelSize } = layout
  context.font = `${labelSize}px ${palette.labelFont}`
  context.textBaseline = 'middle'
  const measure = (text: string) => context.measureText(text).width
  const numberWidth = measure('0.000') + lineGap
  const last = Math.min(placesOf(layout), Math.ceil((scroll + height) / rowHeight))
  const isolated = (marks.row ?? marks.column) !== null
  for (let place = Math.max(0, Math.floor(scroll / rowHeight)); place < last; place++) {
    const y = placeY(layout, place, scroll)
    for (const side of ['row', 'column'] as const) {
      const token = (side === 'row' ? left : right)[place]
      if (token === undefined) continue
      const number = touched.get(token)
      // A token without a row is marked where its column is.
      const isOwn = side === 'row' || rowPlaces[token]! < 0
      const isSource = side === 'row' && rowPlaces[token]! >= 0 ? marks.row === token : marks.column === token
      const hasNumber = number !== undefined && (shape === 'arcs' || (side === 'column') === (marks.row !== null))
      const isFocused = isOwn && marks.focused.includes(token)
      context.fillStyle = isFocused ? palette.accent
        : isSource || hasNumber || (!isSpecial(token) && !isolated) ? palette.foreground : palette.muted
      const room = linesLeft - lineGap - (hasNumber && shape === 'columns' ? numberWidth : 0)
      const text = cutToWidth(labels[token]!, room, measure)
      context.textAlign = side === 'row' ? 'right' : 'left'
      context.fillText(text, side === 'row' ? linesLeft - lineGap : linesRight + lineGap, y)
      if (isSource || (isOwn && marks.cursor === token)) {
        underline(context, side === 'row' ? linesLeft - lineGap - measure(text) : linesRight + lineGap, y + rowHeight / 2 - 1, measure(text),
          marks.cursor === token ? palette.focusBorder : palette.foreground)
      }
      if (!hasNumber) continue
      context.fillStyle = palette.foreground
      const atRight = side === 'column' || shape === 'arcs'
      context.textAlign = atRight ? 'right' : 'left'
      context.fillText(number.weight.toFixed(3), atRight ? width : 0, y)
    }
  }
}

function underline(context: Painter, left: number, y: number, width: number, colour: string): void {
  context.fillStyle = colour
  context.fillRect(left, Math.round(y), width, 1)
}
