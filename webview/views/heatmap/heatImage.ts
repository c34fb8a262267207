import type { AttentionSlice, Direction } from '../../../protocol/attention.ts'
import { pictureSize } from '../../state/weights.ts'
import { colourLevels, type Ramp } from '../colour/ramp.ts'
import { levelsOf } from './levels.ts'
import type { PictureSize, Rect } from './viewport.ts'
import type { Painter } from '../painter.ts'

/** The picture in full size and at halves of it, each made when it is first drawn. */
export class HeatImage {
  readonly size: PictureSize
  readonly #paint: (halvings: number) => OffscreenCanvas
  readonly #images: OffscreenCanvas[] = []

  constructor(slice: AttentionSlice, direction: Direction, top: number, ramp: Ramp) {
    this.size = pictureSize(slice, direction)
    this.#paint = (halvings) => {
      const { rows, columns, bytes } = levelsOf(slice, direction, top, halvings)
      const canvas = new OffscreenCanvas(columns, rows)
      canvas.getContext('2d')!.putImageData(new ImageData(colourLevels(bytes, ramp), columns, rows), 0, 0)
      return canvas
    }
  }

  /** The image whose cells are at least a device pixel wide, and how many tokens one of its cells stands for. */
  at(devicePixelsPerCell: number): { image: OffscreenCanvas; tokens: number } {
    const halvings = halvingsFor(this.size, devicePixelsPerCell)
    return { image: (this.#images[halvings] ??= this.#paint(halvings)), tokens: 2 ** halvings }
  }
}

/** How often a picture is halved before its cells are at least a device pixel wide. */
export function halvingsFor({ rows, columns }: PictureSize, devicePixelsPerCell: number): number {
  const most = Math.max(0, Math.ceil(Math.log2(Math.max(rows, columns) / 64)))
  return Math.min(most, Math.max(0, Math.ceil(-Math.log2(devicePixelsPerCell) - 0.01)))
}

/** Draws the part of the picture that starts at (x, y), in tokens, over a rectangle of the canvas, in device pixels. */
export function drawHeatImage(
  context: Painter, images: HeatImage, x: number, y: number, pixelsPerCell: number, to: Rect,
): void {
  const { image, tokens } = images.at(pixelsPerCell)
  const scale = pixelsPerCell * tokens
  context.imageSmoothingEnabled = false
  context.drawImage(
    image,
    x / tokens, y / tokens, to.width / scale, to.height / scale,
    to.left, to.top, to.width, to.height,
  )
}
