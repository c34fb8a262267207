import { gazeRow } from '../overlay/gazeRow.ts'
import type { Stretch } from '../overlay/planOverlay.ts'
import { shownSlice } from '../overlay/shownSlice.ts'
import { levels } from '../overlay/tintUnits.ts'
import { locate } from '../sessions/place.ts'
import type { Session } from '../sessions/session.ts'
import { shownUnits, unitsAmong } from '../sessions/units.ts'

/** Weaker ones are not tinted either. */
const leastOfStrongest = 0.5 / levels

/**
 * Where the document has what these tokens look at most, or are looked at from: at most `count` units, in order of
 * weight, without themselves and special tokens. None while the weights are not there.
 */
export function strongestTargets(session: Session, tokens: readonly number[], count: number): Stretch[] {
  const { shown, direction } = session
  if (!shown?.slice) return []
  const { list, ofToken } = shownUnits(shown)
  const from = unitsAmong(tokens, ofToken)
  const row = gazeRow(shownSlice(session) ?? shown.slice, from, direction)
  const order = [...row.keys()]
    .filter((unit) => list[unit] && !list[unit].special && list[unit].spans.length > 0 && row[unit]! > 0)
    .sort((a, b) => row[b]! - row[a]! || a - b)
  const least = leastOfStrongest * (row[order[0] ?? 0] ?? 0)
  const found = new Map<number, Stretch>()
  for (const unit of order) {
    const [span] = list[unit]!.spans
    const at = from.includes(unit) || row[unit]! < least || !span ? undefined : locate(shown.run.place, span.start, span.end)
    if (at && found.size < count && !found.has(at.start)) found.set(at.start, at)
  }
  return [...found.values()]
}
