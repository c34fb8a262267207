import { fitChoice, sameChoice } from '../../protocol/choice.ts'
import { sameKey } from './keys.ts'
import type { Live, PageState } from './pageState.ts'

/** The same state, in which the chosen head is drawn as soon as it is here, and no weights stay that nothing draws. */
export function settled(state: PageState): PageState {
  const kept = state.kept.map((live) => settle(live, state))
  return kept.every((live, index) => live === state.kept[index]) ? state : { ...state, kept }
}

function settle(live: Live, { session, needs }: PageState): Live {
  const isShown = sameKey(live.key, session?.key)
  const choice = isShown && session ? fitChoice(session.choice, live.analysis.layers) : undefined
  const isBetween = !isShown || live.groups === (session?.groups ?? null)
  const slice = (isBetween && live.slices.find((one) => sameChoice(one.choice, choice))) || live.slice
  const slices = live.slices.filter((one) => one === slice || (isShown && isBetween && needs.slices.some((needed) => sameChoice(needed, one.choice))))
  return slice === live.slice && slices.length === live.slices.length ? live : { ...live, slice, slices }
}
