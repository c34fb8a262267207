import { gazeRow } from '../overlay/gazeRow.ts'
import { shownSlice } from '../overlay/shownSlice.ts'
import { levels } from '../overlay/tintUnits.ts'
import type { Session } from '../sessions/session.ts'
import { whereIs, type StretchOf } from '../sessions/sides.ts'
import { shownUnits, unitsAmong } from '../sessions/units.ts'

/** Weaker ones are not tinted either. */
const leastOfStrongest = 0.5 / levels

/**
 * Where the documents have what these tokens look at most, or are looked at from: at most `count` units, in order of
 * weight, without themselves and special tokens. None while the weights are not there.
 */
export function strongestTargets(session: Session, tokens: readonly number[], count: number): StretchOf[] {
  const { shown, direction } = session
  if (!shown?.slice) return []
  const { list, ofToken } = shownUnits(shown)
  const from = unitsAmong(tokens, ofToken)
  const row = gazeRow(shownSlice(session) ?? shown.slice, from, direction)
  const order = [...row.keys()]
    .filter((unit) => list[unit] && !list[unit].special && list[unit].spans.length > 0 && row[unit]! > 0)
    .sort((a, b) => row[b]! - row[a]! || a - b)
  const least = leastOfStrongest * (row[order[0] ?? 0] ?? 0)
  const found = new Map<string, StretchOf>()
  for (const unit of order) {
    const [span] = list[unit]!.spans
    const at = from.includes(unit) || row[unit]! < least || !span ? undefined : whereIs(session, span)
    const key = at && `${at.uri} ${at.start}`
    if (at && key !== undefined && found.size < count && !found.has(key)) found.set(key, at)
  }
  return [...found.values()]
}
