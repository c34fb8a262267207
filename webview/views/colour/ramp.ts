import { scaleSequential } from 'd3-scale'
import { interpolateCividis, interpolateViridis } from 'd3-scale-chromatic'
import type { RampName } from '../../state/navigation.ts'
import { mix, parseColour, withContrast, type Colour } from './colour.ts'

/** 256 opaque colours from no weight to the top of the scale, 3 bytes each. */
export type Ramp = Uint8ClampedArray

export interface RampColours {
  readonly background: Colour
  readonly foreground: Colour
  /** The hue of the shown direction. */
  readonly accent: Colour
}

/** The least contrast of the strongest weight against none: WCAG's bound for graphics. */
const graphicsContrast = 3

/** One hue from the background to the accent, or a perceptual map of d3-scale-chromatic. */
export function makeRamp(name: RampName, { background, foreground, accent }: RampColours): Ramp {
  const top = withContrast(accent, background, foreground, graphicsContrast)
  const colourAt = {
    accent: (share: number) => mix(background, top, share),
    viridis: (share: number) => parseColour(scaleSequential(interpolateViridis)(share))!,
    cividis: (share: number) => parseColour(scaleSequential(interpolateCividis)(share))!,
  }[name]
  const ramp = new Uint8ClampedArray(256 * 3)
  for (let level = 0; level < 256; level++) {
    const { r, g, b } = colourAt(level / 255)
    ramp.set([r, g, b], level * 3)
  }
  return ramp
}

/** The ramp's colour for a share of the scale, 0 to 1, as CSS. */
export function rampCss(ramp: Ramp, share: number): string {
  const at = Math.round(Math.min(1, Math.max(0, share)) * 255) * 3
  return `rgb(${ramp[at]!}, ${ramp[at + 1]!}, ${ramp[at + 2]!})`
}

/** RGBA pixels of levels 0 to 255. */
export function colourLevels(levels: Uint8Array, ramp: Ramp): Uint8ClampedArray<ArrayBuffer> {
  const words = wordsOf(ramp)
  const pixels = new Uint32Array(levels.length)
  for (let index = 0; index < levels.length; index++) pixels[index] = words[levels[index]!]!
  return new Uint8ClampedArray(pixels.buffer)
}

const tables = new WeakMap<Ramp, Uint32Array>()

/** The pixel of each level, as one number. */
function wordsOf(ramp: Ramp): Uint32Array {
  const words = tables.get(ramp) ?? new Uint32Array(new Uint8ClampedArray(Array.from({ length: 256 }, (_, level) =>
    [ramp[level * 3]!, ramp[level * 3 + 1]!, ramp[level * 3 + 2]!, 255]).flat()).buffer)
  tables.set(ramp, words)
  return words
}
