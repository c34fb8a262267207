import type { Cell } from '../../state/navigation.ts'
import type { Palette } from '../colour/palette.ts'
import type { HeatmapLayout } from './heatmapLayout.ts'
import { cellRect, coveredRect, type PictureSize, type Rect } from './viewport.ts'

export interface CellMarks {
  readonly focusRows: readonly number[]
  readonly hovered: { readonly row: number | null; readonly column: number | null }
  readonly cursor: Cell | null
}

/** Outlines the focused rows, the cell under the mouse (or its whole row or column) and the keyboard's cursor. */
export function paintMarks(
  context: CanvasRenderingContext2D, layout: HeatmapLayout, size: PictureSize, palette: Palette, marks: CellMarks,
): void {
  const { plot, viewport } = layout
  const covered = coveredRect(viewport, plot, size)
  const rowRect = (row: number): Rect => {
    const { top, height } = cellRect(viewport, plot, { row, column: 0 })
    return { ...covered, top, height }
  }
  const columnRect = (column: number): Rect => {
    const { left, width } = cellRect(viewport, plot, { row: 0, column })
    return { ...covered, left, width }
  }
  context.save()
  context.beginPath()
  context.rect(covered.left - 2, covered.top - 2, covered.width + 4, covered.height + 4)
  context.clip()
  for (const row of marks.focusRows) outline(context, rowRect(row), palette.accent, 1, layout.pixelRatio)
  const { row, column } = marks.hovered
  if (row !== null && column !== null) {
    outline(context, cellRect(viewport, plot, { row, column }), palette.foreground, 1, layout.pixelRatio)
  } else if (row !== null) outline(context, rowRect(row), palette.foreground, 1, layout.pixelRatio)
  else if (column !== null) outline(context, columnRect(column), palette.foreground, 1, layout.pixelRatio)
  if (marks.cursor) outline(context, cellRect(viewport, plot, marks.cursor), palette.focusBorder, 2, layout.pixelRatio)
  context.restore()
}

/** A frame just outside the cells, on whole device pixels, never smaller than can be seen. */
function outline(context: CanvasRenderingContext2D, rect: Rect, colour: string, width: number, ratio: number): void {
  const snap = (value: number) => Math.round(value * ratio) / ratio
  const line = Math.max(1, Math.round(width * ratio)) / ratio
  const left = snap(rect.left) - line
  const top = snap(rect.top) - line
  const right = Math.max(snap(rect.left + rect.width), left + 4 * line)
  const bottom = Math.max(snap(rect.top + rect.height), top + 4 * line)
  context.strokeStyle = colour
  context.lineWidth = line
  context.strokeRect(left + line / 2, top + line / 2, right - left, bottom - top)
}
