import type { HeadChoice } from '../../protocol/attention.ts'
import type { SessionKey, SessionState } from '../../protocol/session.ts'
import { fitChoice, sameChoice, sameKey } from './keys.ts'
import { liveOf, type PageState } from './pageState.ts'

export type Want =
  | { readonly call: 'analyse'; readonly session: SessionState }
  | { readonly call: 'slice'; readonly key: SessionKey; readonly choice: HeadChoice }

/** The one thing that the engine still has to do before everything in the state can be drawn, or null. */
export function missing(state: PageState): Want | null {
  const { session, run } = state
  if (!session || run.phase === 'failed') return null
  const live = liveOf(state)
  if (!live || !sameKey(live.key, session.key)) return { call: 'analyse', session }
  const choice = fitChoice(session.choice, live.analysis.layers)
  return sameChoice(live.slice?.choice, choice) ? null : { call: 'slice', key: session.key, choice }
}

/** Whether a call under way is the one that is wanted. */
export function sameWant(a: Want | null, b: Want | null): boolean {
  if (a?.call === 'analyse' && b?.call === 'analyse') return sameKey(a.session.key, b.session.key)
  if (a?.call === 'slice' && b?.call === 'slice') return sameKey(a.key, b.key) && sameChoice(a.choice, b.choice)
  return a === b
}
