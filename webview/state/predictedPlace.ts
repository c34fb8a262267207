import type { SessionState } from '../../protocol/session.ts'
import { nextHere, type NextNeed } from './continuing.ts'
import type { Navigation } from './navigation.ts'
import type { Live } from './pageState.ts'
import type { NextPlace } from '../../protocol/predictions.ts'
import { unitsOf } from './units.ts'
import { fitChoice } from '../../protocol/choice.ts'

/** The place that is looked at: that of the focused token, else of the one that was expected least. */
export function predictedPlace({ focus }: Pick<SessionState, 'focus'>, live: Live): number {
  const { found } = live.predicting
  if (!found) return 0
  const { first, count, surprisal } = found
  const units = unitsOf(live)
  const place = focus.flatMap((unit) => units.tokens[unit] ?? []).map((token) => token - first).find((each) => each >= 0 && each < count)
  return place ?? surprisal.reduce((worst, bits, at) => (!Number.isNaN(bits) && !(bits <= surprisal[worst]!) ? at : worst), 0)
}

/** Where the next token is asked for: behind a decoder's text; of an encoder-decoder, behind the place that is looked at. */
export function nextNeed(session: SessionState, { sampling: { sampling } }: Navigation, live: Live): NextNeed | null {
  const { analysis: { tokens, target, layers, predicts }, predicting: { found } } = live
  if (!predicts || !found) return null
  const { layer, head } = fitChoice({ layer: session.choice.layer, head: session.choice.head }, layers)
  return { place: target ? predictedPlace(session, live) + 1 : tokens.length, sampling, choice: { layer, head } }
}

/** What is known of that. */
export function nextPlaceOf(session: SessionState, navigation: Navigation, live: Live): NextPlace | null {
  return nextHere(nextNeed(session, navigation, live), live.continuing, live.analysis.tokens.length)
}
