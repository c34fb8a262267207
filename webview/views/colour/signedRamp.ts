import { mix, withContrast, type Colour } from './colour.ts'
import type { Ramp } from './ramp.ts'

/** The level of 0: as many lie below it as above. */
const neutral = 127

export interface SignedColours {
  readonly background: Colour
  readonly foreground: Colour
  readonly negative: Colour
  readonly positive: Colour
}

/** 255 opaque colours from the negative hue over the background, which is 0, to the positive; both ends stand out alike. */
export function makeSignedRamp({ background, foreground, negative, positive }: SignedColours): Ramp {
  const ends = [negative, positive].map((hue) => withContrast(hue, background, foreground, 3)) as [Colour, Colour]
  const ramp = new Uint8ClampedArray((2 * neutral + 1) * 3)
  for (let level = 0; level <= 2 * neutral; level++) {
    const share = (level - neutral) / neutral
    const { r, g, b } = mix(background, share < 0 ? ends[0] : ends[1], Math.abs(share))
    ramp.set([r, g, b], level * 3)
  }
  return ramp
}

/** Where a number has its colour, from -1 to 1: along the square root of its share of `top`, so that small ones show. */
export function signedShare(value: number, top: number): number {
  if (!(top > 0) || Number.isNaN(value)) return 0
  return Math.sign(value) * Math.sqrt(Math.min(1, Math.abs(value) / top))
}

/** The ramp's colour for a share, -1 to 1, as CSS. */
export function signedCss(ramp: Ramp, share: number): string {
  const at = (neutral + Math.round(Math.min(1, Math.max(-1, share)) * neutral)) * 3
  return `rgb(${ramp[at]!}, ${ramp[at + 1]!}, ${ramp[at + 2]!})`
}
