import type { AttentionSlice, Direction } from '../../protocol/attention.ts'
import { rowsSumToOne } from '../../protocol/choice.ts'
import { directionFrom } from '../../protocol/sliceSides.ts'
import type { SpecialMode } from '../../protocol/views.ts'
import { gazeRow } from '../overlay/gazeRow.ts'
import { shownSlice } from '../overlay/shownSlice.ts'
import { locate } from '../sessions/place.ts'
import { shownSpecialMode, type Session } from '../sessions/session.ts'
import { labelOf, shownUnits, unitsAmong } from '../sessions/units.ts'
import type { SymbolSpan } from '../symbols/innermostSymbol.ts'

/** What is said above a symbol. */
export interface LensPlan {
  /** The symbol's document offset. */
  readonly at: number
  /** The tokens of its name. */
  readonly tokens: readonly number[]
  /** Of a source, whose tokens have no rows in cross-attention, what attends to the name is told. */
  readonly direction: Direction
  /** What the name attends to most, or is attended by, without itself; labels as on the screen. */
  readonly targets: readonly { readonly label: string; readonly weight: number }[]
  /** What the name gives to special tokens; 0 where the numbers are no shares. */
  readonly special: number
  readonly specialMode: SpecialMode
  /** How much of the attention of the tokens inside stays inside, on average; null where they attend to nothing, and for numbers that are no shares. */
  readonly inside: number | null
}

const mostTargets = 2

/** The lenses of the symbols that lie whole inside what was analysed; none while the weights are not there. */
export function planLenses(session: Session, symbols: readonly SymbolSpan[]): LensPlan[] {
  const { shown } = session
  if (!shown?.slice) return []
  const { run: { place }, analysis } = shown
  const slice = shownSlice(session) ?? shown.slice
  const addsUp = rowsSumToOne(slice.choice)
  const { list, ofToken } = shownUnits(shown)
  const located = analysis.tokens.map(({ start, end }) => (start < end ? locate(place, start, end) : undefined))
  const tokensIn = (from: number, to: number): number[] =>
    located.flatMap((at, token) => (at && at.start < to && at.end > from ? [token] : []))
  return symbols.flatMap(({ slight, start, end, nameStart, nameEnd }): LensPlan[] => {
    const tokens = slight || start < place.start || end > place.end ? [] : tokensIn(nameStart, nameEnd)
    if (tokens.length === 0) return []
    const name = unitsAmong(tokens, ofToken)
    const direction = directionFrom(slice, 'attendsTo', name)
    const row = gazeRow(slice, name, direction)
    const whole = slice === shown.slice ? row : gazeRow(shown.slice!, name, direction)
    const targets = [...row.keys()]
      .filter((unit) => list[unit] && !list[unit].special && !name.includes(unit) && row[unit]! > 0)
      .sort((a, b) => row[b]! - row[a]! || a - b)
      .slice(0, mostTargets)
      .map((unit) => ({ label: labelOf(list[unit]!, shown), weight: row[unit]! }))
    const special = !addsUp || direction === 'attendedBy' ? 0 : list.reduce((sum, unit, index) => (unit.special ? sum + whole[index]! : sum), 0)
    const body = unitsAmong(tokensIn(start, end), ofToken)
    return [{ at: start, tokens, direction, targets, special, specialMode: shownSpecialMode(session), inside: !addsUp || !isWithin(slice) ? null : insideShare(session.special === 'renormalise' ? slice : shown.slice!, body, (unit) => list[unit]!.tokens.length) }]
  })
}

/** The mean over the units, each as often as it has tokens, of the share of a unit's row that is on these units. */
/** Whether queries and keys are of one text. */
function isWithin({ queries, keys, firstQuery = 0, firstKey = 0 }: AttentionSlice): boolean {
  return firstQuery === firstKey && queries === keys
}

function insideShare({ queries, keys, weights, firstKey = 0 }: AttentionSlice, units: readonly number[], size: (unit: number) => number): number | null {
  let sum = 0
  let tokens = 0
  const own = units.filter((unit) => unit >= firstKey && unit < firstKey + queries).map((unit) => unit - firstKey)
  for (const query of own) {
    const row = weights.subarray(query * keys, (query + 1) * keys)
    const all = row.reduce((total, weight) => total + weight, 0)
    const kept = own.reduce((total, key) => total + row[key]!, 0)
    if (all <= 0) continue
    sum += (kept / all) * size(query + firstKey)
    tokens += size(query + firstKey)
  }
  return tokens > 0 ? sum / tokens : null
}
