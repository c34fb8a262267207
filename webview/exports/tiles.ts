import type { Palette } from '../views/colour/palette.ts'
import { colourLevels } from '../views/colour/ramp.ts'
import type { Painter } from '../views/painter.ts'

export interface Tile {
  readonly name: string
  readonly value: string
  /** Paints the tile's picture over a square. */
  paint(painter: Painter, x: number, y: number, side: number): void
}

const gap = 12
const nameHeight = 18

/** Pictures of heads in rows, each with its name above. */
export function tilesDrawing(tiles: readonly Tile[], columns: number, side: number, palette: Palette): { width: number; height: number; paint(painter: Painter): void } {
  const rows = Math.ceil(tiles.length / columns)
  const isNamed = side >= 40
  const head = isNamed ? nameHeight : 0
  const between = isNamed ? gap : 4
  const size = Math.min(12, Math.max(9, side / 6))
  return {
    width: columns * (side + between) - between,
    height: rows * (side + head + between) - between,
    paint: (painter) => {
      tiles.forEach((tile, index) => {
        const [x, y] = [(index % columns) * (side + between), Math.floor(index / columns) * (side + head + between)]
        tile.paint(painter, x, y + head, side)
        if (palette.border) {
          painter.strokeStyle = palette.border
          painter.lineWidth = 1
          painter.strokeRect(x - 0.5, y + head - 0.5, side + 1, side + 1)
        }
        if (!isNamed) return
        painter.font = `${size}px ${palette.labelFont}`
        painter.textBaseline = 'middle'
        painter.textAlign = 'left'
        painter.fillStyle = palette.foreground
        painter.fillText(tile.name, x, y + head / 2)
        if (tile.value === '' || painter.measureText(`${tile.name} ${tile.value}`).width > side) return
        painter.textAlign = 'right'
        painter.fillStyle = palette.muted
        painter.fillText(tile.value, x + side, y + head / 2)
      })
    },
  }
}

/** A grey picture in the ramp's colours. */
export function colouredCanvas(levels: Uint8Array, width: number, height: number, palette: Palette): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height)
  canvas.getContext('2d')!.putImageData(new ImageData(colourLevels(levels, palette.ramp), width, height), 0, 0)
  return canvas
}
