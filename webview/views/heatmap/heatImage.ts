import { colourLevels, type Ramp } from '../colour/ramp.ts'
import { halve, type Levels } from './levels.ts'
import type { Rect } from './viewport.ts'

/** The picture in full size and at each half of it, ready to be drawn at any zoom. */
export type HeatImage = readonly OffscreenCanvas[]

export function makeHeatImage(levels: Levels, ramp: Ramp): HeatImage {
  const images: OffscreenCanvas[] = []
  for (let level = levels; ; level = halve(level)) {
    const { rows, columns, bytes } = level
    const canvas = new OffscreenCanvas(columns, rows)
    canvas.getContext('2d')!.putImageData(new ImageData(colourLevels(bytes, ramp), columns, rows), 0, 0)
    images.push(canvas)
    if (rows <= 64 && columns <= 64) return images
  }
}

/** The image whose cells are at least a device pixel wide, and how many tokens one of its cells stands for. */
export function imageFor(images: HeatImage, devicePixelsPerCell: number): { image: OffscreenCanvas; tokens: number } {
  const wanted = Math.max(0, Math.ceil(-Math.log2(devicePixelsPerCell) - 0.01))
  const at = Math.min(wanted, images.length - 1)
  return { image: images[at]!, tokens: 2 ** at }
}

/** Draws the part of the picture that starts at (x, y), in tokens, over a rectangle of the canvas, in device pixels. */
export function drawHeatImage(
  context: CanvasRenderingContext2D, images: HeatImage, x: number, y: number, pixelsPerCell: number, to: Rect,
): void {
  const { image, tokens } = imageFor(images, pixelsPerCell)
  const scale = pixelsPerCell * tokens
  context.imageSmoothingEnabled = false
  context.drawImage(
    image,
    x / tokens, y / tokens, to.width / scale, to.height / scale,
    to.left, to.top, to.width, to.height,
  )
}
