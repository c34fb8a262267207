import { locate } from '../sessions/place.ts'
import type { Shown } from '../sessions/session.ts'
import { shownUnits, unitsAmong } from '../sessions/units.ts'
import type { Stretch } from './planOverlay.ts'

/** Where the document has the text of these tokens, and of those that are shown as one with them; each stretch once. */
export function pointedStretches(shown: Shown, tokens: readonly number[]): Stretch[] {
  const { list, ofToken } = shownUnits(shown)
  const found = new Map<string, Stretch>()
  for (const { start, end } of unitsAmong(tokens, ofToken).flatMap((unit) => list[unit]!.spans)) {
    const at = locate(shown.run.place, start, end)
    if (at) found.set(`${at.start} ${at.end}`, at)
  }
  return [...found.values()]
}
