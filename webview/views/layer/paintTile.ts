import type { AttentionSlice, Direction } from '../../../protocol/attention.ts'
import type { Ramp } from '../colour/ramp.ts'
import { drawHeatImage, HeatImage } from '../heatmap/heatImage.ts'

/** Paints a whole matrix over a canvas of `side` device pixels. */
export function paintTile(canvas: HTMLCanvasElement, side: number, slice: AttentionSlice, direction: Direction, top: number, ramp: Ramp): void {
  canvas.width = canvas.height = side
  const image = new HeatImage(slice, direction, top, ramp)
  const { rows, columns } = image.size
  const cell = side / Math.max(rows, columns)
  drawHeatImage(canvas.getContext('2d')!, image, 0, 0, cell, { left: 0, top: 0, width: cell * columns, height: cell * rows })
}
