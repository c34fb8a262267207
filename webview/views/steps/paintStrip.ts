import { signedCss, signedShare } from '../colour/signedRamp.ts'
import type { Palette } from '../colour/palette.ts'
import type { StripLayout } from './stripLayout.ts'

export interface StripPicture {
  readonly values: ArrayLike<number>
  readonly layout: StripLayout
  /** The size with the last colour. */
  readonly top: number
  /** Numbers that are marked, from and up to. */
  readonly marked?: readonly [from: number, to: number]
  readonly pointed: number | null
}

/** Paints a vector over a canvas, at the screen's own resolution. */
export function paintStrip(canvas: HTMLCanvasElement, { values, layout, top, marked, pointed }: StripPicture, palette: Palette): void {
  const { columns, rows, cellWidth, cellHeight, gap } = layout
  const ratio = devicePixelRatio
  const [width, height] = [columns * cellWidth, rows * cellHeight]
  canvas.width = Math.max(1, Math.round(width * ratio))
  canvas.height = Math.max(1, Math.round(height * ratio))
  canvas.style.width = `${width}px`
  canvas.style.height = `${height}px`
  const context = canvas.getContext('2d')!
  const edge = (at: number, size: number) => Math.round(at * size * ratio)
  const box = (index: number) => {
    const [row, column] = [Math.floor(index / columns), index % columns]
    const [left, upper] = [edge(column, cellWidth), edge(row, cellHeight)]
    return [left, upper, edge(column + 1, cellWidth) - left, edge(row + 1, cellHeight) - upper] as const
  }
  const between = Math.round(gap * ratio)
  for (let index = 0; index < values.length; index++) {
    const [x, y, w, h] = box(index)
    context.fillStyle = signedCss(palette.signed, signedShare(values[index]!, top))
    context.fillRect(x, y, w - between, h - between)
  }
  const line = Math.max(1, Math.round(ratio))
  const outline = (x: number, y: number, w: number, h: number, colour: string, thick = line) => {
    context.strokeStyle = colour
    context.lineWidth = thick
    context.strokeRect(x + thick / 2, y + thick / 2, w - thick, h - thick)
  }
  if (palette.border) outline(0, 0, canvas.width, canvas.height, palette.border)
  if (marked) for (const [x, y, w, h] of runsOf(marked, columns, box)) outline(x, y, w, h, palette.foreground, Math.max(1, Math.round(1.5 * ratio)))
  if (pointed !== null && pointed < values.length) outline(...box(pointed), palette.foreground)
}

type Box = readonly [x: number, y: number, width: number, height: number]

/** The rows that a range of cells covers, each as one box. */
function runsOf([from, to]: readonly [number, number], columns: number, box: (index: number) => Box): readonly Box[] {
  const runs: Box[] = []
  for (let start = from; start < to; start = (Math.floor(start / columns) + 1) * columns) {
    const last = Math.min(to, (Math.floor(start / columns) + 1) * columns) - 1
    const [x, y, , height] = box(start)
    const [right, , width] = box(last)
    runs.push([x, y, right + width - x, height])
  }
  return runs
}
