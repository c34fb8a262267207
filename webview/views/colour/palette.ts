import type { Direction } from '../../../protocol/attention.ts'
import type { RampName } from '../../state/navigation.ts'
import type { Theme } from '../../ui/theme.ts'
import { contrast, mix, over, parseColour, toCss, withContrast, type Colour } from './colour.ts'
import { makeRamp, type Ramp } from './ramp.ts'
import { makeSignedRamp } from './signedRamp.ts'

/** What pictures are painted with: the ramp of the weights, and CSS colours for what lies around and on it. */
export interface Palette {
  readonly ramp: Ramp
  readonly rampName: RampName
  /** Of signed numbers, whatever the direction: background at 0. */
  readonly signed: Ramp
  readonly accent: string
  /** The largest share of the accent that text stays legible on. */
  readonly accentTint: number
  /** How surprising a token was: ramp and hue of its own, and the largest share of the hue that text stays legible on. */
  readonly surprisal: Ramp
  readonly surprisalAccent: string
  readonly surprisalTint: number
  readonly foreground: string
  readonly muted: string
  readonly background: string
  readonly focusBorder: string
  /** Around pictures, in high-contrast themes. */
  readonly border: string | null
  readonly labelFont: string
  readonly labelSize: number
}

const black: Colour = { r: 0, g: 0, b: 0, a: 1 }
const white: Colour = { r: 255, g: 255, b: 255, a: 1 }
/** What sets no weight at all apart from the background, so that the picture's extent shows. */
const zeroTint = 0.035
/** WCAG's bound for text. */
const textContrast = 4.5

/** From the theme, the ramp the person chose and the direction, whose hue it takes. */
export function makePalette(theme: Theme, rampName: RampName, direction: Direction): Palette {
  const isLight = matchMedia('(prefers-color-scheme: light)').matches
  const background = over(parseColour(theme.plotBackground) ?? (isLight ? white : black), black)
  const read = (css: string, fallback: Colour) => over(parseColour(css) ?? fallback, background)
  const foreground = read(theme.foreground, isLight ? black : white)
  const accent = read(direction === 'attendsTo' ? theme.attention : theme.attendedBy, foreground)
  const surprisal = read(theme.surprisal, foreground)
  const [surprisalAccent, legibleAccent] = [surprisal, accent].map((hue) => withContrast(hue, background, foreground, 3)) as [Colour, Colour]
  const around = over(parseColour(theme.background) ?? background, black)
  return {
    rampName,
    ramp: makeRamp(rampName, { background: mix(background, foreground, zeroTint), foreground, accent }),
    signed: makeSignedRamp({
      background: mix(background, foreground, zeroTint), foreground,
      negative: read(theme.attendedBy, foreground), positive: read(theme.attention, foreground),
    }),
    surprisal: makeRamp(rampName, { background: mix(background, foreground, zeroTint), foreground, accent: surprisal }),
    surprisalAccent: toCss(surprisalAccent),
    surprisalTint: legibleTint(surprisalAccent, around, foreground),
    accent: toCss(legibleAccent),
    accentTint: legibleTint(legibleAccent, around, foreground),
    foreground: toCss(foreground),
    muted: toCss(withContrast(mix(foreground, background, 0.45), background, foreground, textContrast)),
    background: theme.background || toCss(background),
    focusBorder: toCss(read(theme.focusBorder, foreground)),
    border: theme.contrastBorder || null,
    labelFont: theme.editorFont,
    labelSize: theme.editorFontSize,
  }
}

/** How much of a hue can lie between background and text. */
function legibleTint(hue: Colour, background: Colour, foreground: Colour): number {
  for (let share = 0.6; share > 0.1; share -= 0.02) if (contrast(foreground, mix(background, hue, share)) >= textContrast + 0.3) return share
  return 0.1
}
