import type { PatchWeights } from '../../state/patches.ts'
import type { PictureSettings } from '../../state/pictureSettings.ts'
import type { Palette } from '../colour/palette.ts'
import { rampCss } from '../colour/ramp.ts'
import type { Painter } from '../painter.ts'
import type { PictureImage } from './pictureImage.ts'
import { patchRect, type PictureLayout } from './pictureLayout.ts'

/** Narrower patches have no room for lines between them. */
const leastLined = 9

export interface PaintedPicture {
  readonly image: PictureImage
  readonly layout: PictureLayout
  /** Null: nothing is laid over the patches. */
  readonly weights: PatchWeights | null
  readonly settings: PictureSettings
  /** Whether lines between patches are drawn. */
  readonly lined: boolean
}

/** Patches to be outlined, counted row by row. */
export interface PictureMarks {
  readonly focused: readonly number[]
  readonly pointed: number | null
}

/** Paints the picture with its weights over the patches, from 0, 0; what the model does not see of it is faded. */
export function paintPicture(painter: Painter, { image, layout, weights, settings, lined }: PaintedPicture, palette: Palette): void {
  const { width, height, x, y } = layout
  const { pixels } = image
  painter.save()
  painter.imageSmoothingEnabled = width < pixels.width
  painter.fillStyle = palette.background
  painter.fillRect(0, 0, width, height)
  painter.drawImage(pixels, 0, 0, pixels.width, pixels.height, 0, 0, width, height)
  if (weights) paintWeights(painter, layout, weights, settings, palette)
  paintUnseen(painter, layout, palette)
  if (lined && Math.min(x[1]! - x[0]!, y[1]! - y[0]!) >= leastLined) paintLines(painter, layout, palette)
  painter.restore()
}

function paintWeights(painter: Painter, layout: PictureLayout, { weights, top }: PatchWeights, { mode, strength }: PictureSettings, palette: Palette): void {
  weights.forEach((weight, patch) => {
    const share = Math.min(1, Math.max(0, weight / top))
    const { left, top: above, width, height } = patchRect(layout, patch)
    const isHue = palette.rampName === 'accent'
    painter.globalAlpha = mode === 'spotlight' ? strength * (1 - share) : isHue ? strength * share : strength
    if (painter.globalAlpha === 0) return
    painter.fillStyle = mode === 'spotlight' ? '#000000' : isHue ? palette.accent : rampCss(palette.ramp, share)
    painter.fillRect(left, above, width, height)
  })
  painter.globalAlpha = 1
}

/** What lies outside the patches: most models cut a square out of the middle. */
function paintUnseen(painter: Painter, { width, height, x, y }: PictureLayout, { background }: Palette): void {
  const within = (at: number, most: number): number => Math.min(most, Math.max(0, at))
  const [left, right] = [within(x[0]!, width), within(x.at(-1)!, width)]
  const [top, bottom] = [within(y[0]!, height), within(y.at(-1)!, height)]
  painter.globalAlpha = 0.8
  painter.fillStyle = background
  for (const [from, above, across, down] of [
    [0, 0, width, top], [0, bottom, width, height - bottom], [0, top, left, bottom - top], [right, top, width - right, bottom - top],
  ] as const) if (across > 0 && down > 0) painter.fillRect(from, above, across, down)
  painter.globalAlpha = 1
}

function paintLines(painter: Painter, { x, y }: PictureLayout, { background }: Palette): void {
  painter.globalAlpha = 0.4
  painter.fillStyle = background
  for (const edge of x) painter.fillRect(edge - 0.5, y[0]!, 1, y.at(-1)! - y[0]!)
  for (const edge of y) painter.fillRect(x[0]!, edge - 0.5, x.at(-1)! - x[0]!, 1)
  painter.globalAlpha = 1
}

/** Outlines the patches that are looked from, and the one that is pointed at; seen on any picture. */
export function paintPictureMarks(painter: Painter, layout: PictureLayout, { focused, pointed }: PictureMarks, palette: Palette): void {
  const outline = (patch: number, colour: string, width: number): void => {
    const { left, top, width: across, height: down } = patchRect(layout, patch)
    for (const [line, style] of [[width + 2, palette.background], [width, colour]] as const) {
      painter.lineWidth = line
      painter.strokeStyle = style
      painter.strokeRect(left, top, across, down)
    }
  }
  if (pointed !== null) outline(pointed, palette.foreground, 1)
  for (const patch of focused) outline(patch, palette.accent, 2)
}
