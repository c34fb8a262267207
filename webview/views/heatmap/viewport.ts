import type { Cell, Viewport } from '../../state/navigation.ts'

/** CSS pixels. */
export interface Rect {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export interface PictureSize {
  readonly rows: number
  readonly columns: number
}

const largestFit = 40
const largestCell = 64

/** The whole picture in the plot; cells of several device pixels are made whole ones, so that all look the same. */
export function fitViewport(plot: Rect, { rows, columns }: PictureSize, pixelRatio: number): Viewport {
  const cell = Math.min(plot.width / columns, plot.height / rows, largestFit)
  const pixels = cell * pixelRatio
  return { cell: pixels >= 4 ? Math.floor(pixels) / pixelRatio : cell, x: 0, y: 0 }
}

/** Keeps the picture in the plot: no smaller than it fits, no empty margin while it is larger. */
export function clampViewport(viewport: Viewport, plot: Rect, size: PictureSize, pixelRatio: number): Viewport {
  const cell = Math.min(Math.max(viewport.cell, fitViewport(plot, size, pixelRatio).cell), largestCell)
  const within = (start: number, length: number, shown: number) => Math.min(Math.max(0, start), Math.max(0, length - shown))
  return {
    cell,
    x: within(viewport.x, size.columns, plot.width / cell),
    y: within(viewport.y, size.rows, plot.height / cell),
  }
}

/** Zooms by a factor; what lies under the point (CSS pixels from the plot's corner) stays there. Not clamped. */
export function zoomAt(viewport: Viewport, factor: number, pointX: number, pointY: number): Viewport {
  const cell = Math.min(viewport.cell * factor, largestCell)
  return {
    cell,
    x: viewport.x + pointX / viewport.cell - pointX / cell,
    y: viewport.y + pointY / viewport.cell - pointY / cell,
  }
}

/** Moves what is shown by CSS pixels. Not clamped. */
export function panBy(viewport: Viewport, dx: number, dy: number): Viewport {
  return { ...viewport, x: viewport.x + dx / viewport.cell, y: viewport.y + dy / viewport.cell }
}

/** The smallest move that brings a cell into the plot. Not clamped. */
export function reveal(viewport: Viewport, plot: Rect, { row, column }: Cell): Viewport {
  const towards = (start: number, shown: number, index: number) => Math.min(index, Math.max(start, index + 1 - shown))
  return {
    ...viewport,
    x: towards(viewport.x, plot.width / viewport.cell, column),
    y: towards(viewport.y, plot.height / viewport.cell, row),
  }
}

/** The cell under a point of the canvas, or null beside the picture. */
export function cellAt(viewport: Viewport, plot: Rect, { rows, columns }: PictureSize, x: number, y: number): Cell | null {
  if (x < plot.left || y < plot.top || x >= plot.left + plot.width || y >= plot.top + plot.height) return null
  const column = Math.floor(viewport.x + (x - plot.left) / viewport.cell)
  const row = Math.floor(viewport.y + (y - plot.top) / viewport.cell)
  return column < columns && row < rows ? { row, column } : null
}

/** Where a cell lies on the canvas. */
export function cellRect(viewport: Viewport, plot: Rect, { row, column }: Cell): Rect {
  return {
    left: plot.left + (column - viewport.x) * viewport.cell,
    top: plot.top + (row - viewport.y) * viewport.cell,
    width: viewport.cell,
    height: viewport.cell,
  }
}

/** The part of the plot that the picture covers. */
export function coveredRect(viewport: Viewport, plot: Rect, { rows, columns }: PictureSize): Rect {
  return {
    left: plot.left,
    top: plot.top,
    width: Math.min(plot.width, (columns - viewport.x) * viewport.cell),
    height: Math.min(plot.height, (rows - viewport.y) * viewport.cell),
  }
}
