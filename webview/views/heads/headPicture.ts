import type { AttentionSlice, Direction, HeadChoice, LayerSummary, TokenSpan } from '../../../protocol/attention.ts'
import { measureOf } from '../../../protocol/choice.ts'
import { isOnSide, sidesOf, type Side } from '../../../protocol/sliceSides.ts'
import type { SpecialMode } from '../../../protocol/views.ts'
import type { HeadSettings } from '../../state/headSettings.ts'
import { scaleOf } from '../../state/weights.ts'
import { parseColour, toCss } from '../colour/colour.ts'
import { headColours } from '../colour/headColours.ts'
import type { Palette } from '../colour/palette.ts'
import type { ShownTokens } from './headLayout.ts'
import type { HeadPicture } from './paintHeads.ts'
import { selectLines, strongestLine, type Lines } from './selectLines.ts'
import { loadedHeads, shownHeads } from './shownHeads.ts'
import { pairsIn, shownWeights, type ShownWeights } from './shownWeights.ts'

export interface HeadSource {
  readonly choice: HeadChoice
  readonly slices: readonly AttentionSlice[]
  readonly layers: readonly LayerSummary[]
  readonly tokens: readonly TokenSpan[]
  readonly labels: readonly string[]
  readonly direction: Direction
  readonly settings: HeadSettings
  readonly special: SpecialMode
  /** The head whose lines alone are drawn; null: all. */
  readonly lit: HeadChoice['head'] | null
}

export interface MadeHeads {
  readonly picture: HeadPicture
  /** Of the chosen head; null while that is not here. */
  readonly shown: ShownWeights | null
  readonly lines: Lines | null
  /** What the threshold is a share of. */
  readonly unit: number
}

const leastColours = 12

/** Colours for the heads of the settings, by their places; the chosen one's is the accent. */
export function coloursOfHeads(palette: Palette, { beside }: HeadSettings): readonly string[] {
  const [accent, background, foreground] = [palette.accent, palette.background, palette.foreground].map(parseColour)
  const count = Math.max(leastColours, beside.length + 1)
  return accent && background && foreground
    ? headColours(accent, { background, foreground }, count).map(toCss) : Array.from({ length: count }, () => palette.accent)
}

/** The lines of the heads that are here, and what is told of the chosen one. */
export function headPicture({ choice, slices, layers, tokens, labels, direction, settings, special, lit }: HeadSource, colours: readonly string[]): MadeHeads {
  const isSpecial = (token: number) => tokens[token]!.special
  const loaded = loadedHeads(shownHeads(choice, settings, layers), slices)
  // What no line fits is not kept from one layer to the next.
  const hasLines = loaded[0] && pairsIn(loaded[0].slice, tokens).includes(settings.pairs)
  const rules = { direction, special, pairs: hasLines ? settings.pairs : 'all' as const }
  const unit = measureOf(choice) === 'norms' && loaded[0] ? scaleOf(loaded[0].slice, tokens).top : 1
  const each = loaded.map(({ slice, colour }) => {
    const shown = shownWeights(slice, tokens, rules)
    return { shown, colour, head: slice.choice.head, lines: selectLines(shown, settings.threshold * unit, settings.most) }
  })
  const alone = each.filter(({ head }) => head === lit)
  return {
    picture: {
      heads: (alone.length > 0 ? alone : each).map(({ lines, colour }) => ({ lines, colour: colours[colour]! })), labels, isSpecial,
      top: strongestLine(each.map(({ lines }) => lines), isSpecial),
    },
    shown: each.find(({ colour }) => colour === 0)?.shown ?? null,
    lines: each[0]?.lines ?? null,
    unit,
  }
}

/** The tokens that have a row and those that have a column, less the special ones where they are left out. */
export function tokensShown(tokens: readonly TokenSpan[], special: SpecialMode, direction: Direction, slice?: AttentionSlice): ShownTokens {
  const all = [...tokens.keys()].filter((token) => special === 'show' || !tokens[token]!.special)
  if (!slice) return { rows: all, columns: all }
  const { rows, columns } = sidesOf(slice, direction)
  const on = (side: Side) => all.filter((token) => isOnSide(side, token))
  return { rows: on(rows), columns: on(columns) }
}
