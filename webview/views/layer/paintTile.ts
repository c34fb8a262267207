import type { AttentionSlice, Direction } from '../../../protocol/attention.ts'
import type { Ramp } from '../colour/ramp.ts'
import { drawHeatImage, HeatImage } from '../heatmap/heatImage.ts'
import { levelsOf } from '../heatmap/levels.ts'

/** Paints a whole matrix over a canvas, at the screen's own resolution. */
export function paintTile(canvas: HTMLCanvasElement, slice: AttentionSlice, direction: Direction, top: number, ramp: Ramp): void {
  const side = Math.max(1, Math.round(canvas.clientWidth * devicePixelRatio))
  canvas.width = canvas.height = side
  const levels = levelsOf(slice, direction, top)
  const cell = side / Math.max(levels.rows, levels.columns)
  const to = { left: 0, top: 0, width: cell * levels.columns, height: cell * levels.rows }
  drawHeatImage(canvas.getContext('2d')!, new HeatImage(levels, ramp), 0, 0, cell, to)
}
