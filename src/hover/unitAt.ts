import { tokensAt } from '../sessions/focusTokens.ts'
import { locate } from '../sessions/place.ts'
import type { Shown } from '../sessions/session.ts'
import { shownUnits } from '../sessions/units.ts'

/** The unit whose text is at a document offset, and where that stretch of it is in the document. */
export function unitAt(shown: Shown, offset: number): { unit: number; at: { start: number; end: number } } | undefined {
  const { analysis: { tokens }, run: { place } } = shown
  const { list, ofToken } = shownUnits(shown)
  for (const token of tokensAt(tokens, place, offset)) {
    const unit = ofToken[token] ?? -1
    const { start } = tokens[token]!
    const span = list[unit]?.spans.find((each) => each.start <= start && start < each.end)
    const at = span && locate(place, span.start, span.end)
    if (at && at.start <= offset && offset < at.end) return { unit, at }
  }
  return undefined
}
