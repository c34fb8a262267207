import type { AttentionSlice } from '../../protocol/attention.ts'
import { rowsSumToOne } from '../../protocol/choice.ts'
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
  /** What the name attends to most, without itself; labels as on the screen. */
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
    const row = gazeRow(slice, name, 'attendsTo')
    const whole = slice === shown.slice ? row : gazeRow(shown.slice!, name, 'attendsTo')
    const targets = [...row.keys()]
      .filter((unit) => list[unit] && !list[unit].special && !name.includes(unit) && row[unit]! > 0)
      .sort((a, b) => row[b]! - row[a]! || a - b)
      .slice(0, mostTargets)
      .map((unit) => ({ label: labelOf(list[unit]!, shown), weight: row[unit]! }))
    const special = !addsUp ? 0 : list.reduce((sum, unit, index) => (unit.special ? sum + whole[index]! : sum), 0)
    const body = unitsAmong(tokensIn(start, end), ofToken)
    return [{ at: start, tokens, targets, special, specialMode: shownSpecialMode(session), inside: !addsUp ? null : insideShare(session.special === 'renormalise' ? slice : shown.slice!, body, (unit) => list[unit]!.tokens.length) }]
  })
}

/** The mean over the units, each as often as it has tokens, of the share of a unit's row that is on these units. */
function insideShare({ keys, weights }: AttentionSlice, units: readonly number[], size: (unit: number) => number): number | null {
  let sum = 0
  let tokens = 0
  for (const query of units) {
    const row = weights.subarray(query * keys, (query + 1) * keys)
    const all = row.reduce((total, weight) => total + weight, 0)
    const own = units.reduce((total, key) => total + row[key]!, 0)
    if (all <= 0) continue
    sum += (own / all) * size(query)
    tokens += size(query)
  }
  return tokens > 0 ? sum / tokens : null
}
