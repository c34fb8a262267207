import type { AttentionSlice, Direction } from '../../../protocol/attention.ts'
import { pictureSize } from '../../state/weights.ts'
import { colourLevels, type Ramp } from '../colour/ramp.ts'
import { halvingsFor } from '../heatmap/heatImage.ts'
import { levelsOf } from '../heatmap/levels.ts'

/** Paints a whole matrix over a canvas that is shown at `side` device pixels, a pixel a cell: the page makes them as large. */
export function paintTile(canvas: HTMLCanvasElement, side: number, slice: AttentionSlice, direction: Direction, top: number, ramp: Ramp): void {
  const size = pictureSize(slice, direction)
  const { rows, columns, bytes } = levelsOf(slice, direction, top, halvingsFor(size, side / Math.max(size.rows, size.columns)))
  canvas.width = canvas.height = Math.max(rows, columns)
  canvas.getContext('2d')!.putImageData(new ImageData(colourLevels(bytes, ramp), columns, rows), 0, 0)
}
