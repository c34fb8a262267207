import type { Palette } from '../colour/palette.ts'
import { cutToWidth, placeLabels } from './axisLabels.ts'
import { drawHeatImage, type HeatImage } from './heatImage.ts'
import { labelGap, type HeatmapLayout } from './heatmapLayout.ts'
import { coveredRect, type PictureSize, type Rect } from './viewport.ts'
import type { Painter } from '../painter.ts'

export interface AxisLabel {
  readonly text: string
  readonly special: boolean
}

/** Which tokens of the two axes stand out, and how. */
export interface Marks {
  /** Rows shown in the editor: outlined in the accent. */
  readonly focusRows: readonly number[]
  /** Rows and columns under the mouse or the cursor, here or in another view. */
  readonly litRows: readonly number[]
  readonly litColumns: readonly number[]
}

export interface Picture extends PictureSize {
  readonly image: HeatImage
  readonly rowLabels: readonly AxisLabel[]
  readonly columnLabels: readonly AxisLabel[]
}

/** Cells as narrow as this, in device pixels, touch; wider ones are parted by a line of the background. */
const leastPartedCell = 6

/** Paints picture and labels; the context is scaled to CSS pixels. */
export function paintHeatmap(
  context: Painter, layout: HeatmapLayout, picture: Picture, palette: Palette, marks: Marks,
): void {
  const { plot, viewport, width, height, pixelRatio } = layout
  context.clearRect(0, 0, width, height)
  const covered = coveredRect(viewport, plot, picture)
  context.save()
  context.scale(1 / pixelRatio, 1 / pixelRatio)
  const pixels = toPixels(covered, pixelRatio)
  const pixelsPerCell = viewport.cell * pixelRatio
  drawHeatImage(context, picture.image, viewport.x, viewport.y, pixelsPerCell, pixels)
  if (pixelsPerCell >= leastPartedCell) partCells(context, pixels, viewport.x, viewport.y, pixelsPerCell)
  if (palette.border) {
    context.strokeStyle = palette.border
    context.strokeRect(pixels.left - 0.5, pixels.top - 0.5, pixels.width + 1, pixels.height + 1)
  }
  context.restore()
  paintRowLabels(context, layout, picture, palette, marks)
  paintColumnLabels(context, layout, picture, palette, marks)
}

function toPixels({ left, top, width, height }: Rect, ratio: number): Rect {
  const [x, y] = [Math.round(left * ratio), Math.round(top * ratio)]
  return { left: x, top: y, width: Math.round((left + width) * ratio) - x, height: Math.round((top + height) * ratio) - y }
}

function partCells(context: Painter, area: Rect, x: number, y: number, cell: number): void {
  for (let column = Math.floor(x) + 1; ; column++) {
    const at = Math.round(area.left + (column - x) * cell)
    if (at > area.left + area.width) break
    context.clearRect(at - 1, area.top, 1, area.height)
  }
  for (let row = Math.floor(y) + 1; ; row++) {
    const at = Math.round(area.top + (row - y) * cell)
    if (at > area.top + area.height) break
    context.clearRect(area.left, at - 1, area.width, 1)
  }
}

function paintRowLabels(
  context: Painter, layout: HeatmapLayout, { rows, rowLabels }: Picture, palette: Palette, marks: Marks,
): void {
  const { plot, viewport } = layout
  const measure = useFont(context, layout, palette)
  context.textAlign = 'right'
  const axis = { first: viewport.y, shown: plot.height / viewport.cell, count: rows, cell: viewport.cell }
  for (const row of placeLabels(axis, layout.lineHeight, [...marks.litRows, ...marks.focusRows])) {
    const label = rowLabels[row]!
    context.fillStyle = labelColour(label, palette, marks.focusRows.includes(row), marks.litRows.includes(row))
    const y = plot.top + (row + 0.5 - viewport.y) * viewport.cell
    context.fillText(cutToWidth(label.text, plot.left - labelGap, measure), plot.left - labelGap, y)
  }
}

function paintColumnLabels(
  context: Painter, layout: HeatmapLayout, { columns, columnLabels }: Picture, palette: Palette, marks: Marks,
): void {
  const { plot, viewport } = layout
  const measure = useFont(context, layout, palette)
  context.textAlign = 'left'
  const axis = { first: viewport.x, shown: plot.width / viewport.cell, count: columns, cell: viewport.cell }
  for (const column of placeLabels(axis, layout.lineHeight, marks.litColumns)) {
    const label = columnLabels[column]!
    context.fillStyle = labelColour(label, palette, false, marks.litColumns.includes(column))
    context.save()
    context.translate(plot.left + (column + 0.5 - viewport.x) * viewport.cell, plot.top - labelGap)
    context.rotate(-Math.PI / 2)
    context.fillText(cutToWidth(label.text, plot.top - labelGap, measure), 0, 0)
    context.restore()
  }
}

function useFont(context: Painter, layout: HeatmapLayout, palette: Palette): (text: string) => number {
  context.font = `${layout.labelSize}px ${palette.labelFont}`
  context.textBaseline = 'middle'
  return (text) => context.measureText(text).width
}

function labelColour(label: AxisLabel, palette: Palette, focused: boolean, lit: boolean): string {
  if (focused) return palette.accent
  return lit || !label.special ? palette.foreground : palette.muted
}
