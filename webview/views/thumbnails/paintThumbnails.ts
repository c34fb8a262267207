import type { Direction, HeadChoice, LayerSummary, Thumbnails } from '../../../protocol/attention.ts'
import type { Shape } from '../../../protocol/families.ts'
import { isOnSide, sidesOf, type Side } from '../../../protocol/sliceSides.ts'
import { pictureIn } from '../../state/layerShapes.ts'
import type { Palette } from '../colour/palette.ts'
import { colourLevels } from '../colour/ramp.ts'
import type { Pointed } from '../gazeEvents.ts'
import type { ThumbnailGrid } from './thumbnailGrid.ts'
import { thumbnailLevels } from './thumbnailPixels.ts'

/** Paints every head's thumbnail at the grid's own place, in device pixels. */
export function paintThumbnails(
  canvas: HTMLCanvasElement, grid: ThumbnailGrid, left: number, thumbnails: Thumbnails,
  layers: readonly LayerSummary[], shapes: readonly Shape[], direction: Direction, { ramp }: Palette,
): void {
  const context = fit(canvas, grid, left, layers.length)
  const side = Math.round(grid.cell * devicePixelRatio)
  layers.forEach(({ heads }, layer) => {
    const { width, height } = pictureIn(side, shapes[layer], direction)
    for (let head = 0; head < heads; head++) {
      const levels = thumbnailLevels(thumbnails, layer, head, direction, { width, height })
      context.putImageData(new ImageData(colourLevels(levels, ramp), width, height), place(grid, head), place(grid, layer))
    }
  })
}

/** Marks the cell that is pointed at somewhere in the chosen thumbnail. */
export function paintPointed(
  canvas: HTMLCanvasElement, grid: ThumbnailGrid, left: number, layers: number, { layer, head }: HeadChoice,
  { row, column }: Pointed, shape: Shape | undefined, direction: Direction, { foreground }: Palette,
): void {
  const context = fit(canvas, grid, left, layers)
  if (row === null || column === null || !shape || typeof layer !== 'number' || typeof head !== 'number') return
  const { rows, columns } = sidesOf(shape, direction)
  if (!isOnSide(rows, row) || !isOnSide(columns, column)) return
  const { width, height } = pictureIn(Math.round(grid.cell * devicePixelRatio), shape, direction)
  const at = (token: number, { first, count }: Side, length: number) => Math.round(((token - first + 0.5) / count) * length)
  context.strokeStyle = foreground
  context.strokeRect(place(grid, head) + at(column, columns, width) - 1.5, place(grid, layer) + at(row, rows, height) - 1.5, 3, 3)
}

function place({ cell, gap }: ThumbnailGrid, index: number): number {
  return Math.round(index * (cell + gap) * devicePixelRatio)
}

/** Sizes the canvas to the grid without its headings, and clears it. */
function fit(canvas: HTMLCanvasElement, { cell, gap, heads }: ThumbnailGrid, left: number, layers: number): CanvasRenderingContext2D {
  const width = heads * (cell + gap) - gap
  const height = layers * (cell + gap) - gap
  canvas.width = Math.round(width * devicePixelRatio)
  canvas.height = Math.round(height * devicePixelRatio)
  canvas.style.cssText = `left: ${left + gap}px; width: ${width}px; height: ${height}px`
  return canvas.getContext('2d')!
}
