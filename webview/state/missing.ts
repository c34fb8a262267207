import type { HeadChoice } from '../../protocol/attention.ts'
import type { Group, Grouping } from '../../protocol/groups.ts'
import type { SessionKey, SessionState } from '../../protocol/session.ts'
import { fitChoice, sameChoice } from '../../protocol/choice.ts'
import { missingComparison, sameComparison, type ComparisonNeed } from './comparing.ts'
import { sameKey } from './keys.ts'
import { liveOf, type PageState } from './pageState.ts'
import { missingNext, sameNext } from './continuing.ts'
import { missesPredictions } from './predicting.ts'
import type { NextChoice } from '../../protocol/predictions.ts'
import { missingStep, type StepNeed } from './stepping.ts'

export type Want =
  | { readonly call: 'analyse'; readonly session: SessionState }
  | {
    readonly call: 'slice'; readonly key: SessionKey; readonly choice: HeadChoice; readonly chosen: boolean
    readonly grouping?: Grouping; readonly groups: readonly Group[] | null
  }
  | { readonly call: 'heads'; readonly key: SessionKey }
  | { readonly call: 'thumbnails'; readonly key: SessionKey; readonly size: number }
  /** With a change, what that makes of it. */
  | { readonly call: 'steps'; readonly key: SessionKey; readonly of: StepNeed }
  | { readonly call: 'representations'; readonly key: SessionKey; readonly of: ComparisonNeed }
  | { readonly call: 'predictions'; readonly key: SessionKey }
  | { readonly call: 'next'; readonly key: SessionKey; readonly of: NextChoice }

/** The one thing that the engine still has to do before everything in the state can be drawn, or null. */
export function missing(state: PageState): Want | null {
  const { session, run, needs } = state
  if (!session || run.phase === 'failed') return null
  const live = liveOf(state)
  if (!live || !sameKey(live.key, session.key)) return { call: 'analyse', session }
  const { key, analysis: { layers, tokens } } = live
  if (layers.length === 0) return null
  const between = { ...(session.grouping && { grouping: session.grouping }), groups: session.groups ?? null }
  const choice = fitChoice(session.choice, layers)
  if (live.groups !== between.groups || !sameChoice(live.slice?.choice, choice)) return { call: 'slice', key, choice, chosen: true, ...between }
  const step = needs.steps && missingStep(needs.steps, live.stepping)
  if (step) return { call: 'steps', key, of: step }
  const comparison = needs.comparison && missingComparison(needs.comparison, live.comparing)
  if (comparison) return { call: 'representations', key, of: comparison }
  if (missesPredictions(session, needs, live)) return { call: 'predictions', key }
  const next = missingNext(needs.next, live.continuing, tokens.length)
  if (next) return { call: 'next', key, of: next }
  const size = Math.min(needs.pictureSize, tokens.length)
  if (size > Math.max(live.thumbnails.size, live.pictures?.size ?? 0)) return { call: 'thumbnails', key, size }
  if (needs.statistics && !live.statistics) return { call: 'heads', key }
  const other = needs.slices.find((needed) => !live.slices.some((slice) => sameChoice(slice.choice, needed)))
  return other ? { call: 'slice', key, choice: other, chosen: false, ...between } : null
}

/** Whether a call under way is the one that is wanted. */
export function sameWant(a: Want | null, b: Want | null): boolean {
  if (!a || !b) return a === b
  if (a.call === 'analyse' || b.call === 'analyse') return a.call === b.call && sameKey(keyOf(a), keyOf(b))
  if (!sameKey(a.key, b.key)) return false
  if (a.call === 'slice' && b.call === 'slice') return a.groups === b.groups && sameChoice(a.choice, b.choice)
  // What is captured of a layer serves all its heads and tokens: that is waited for.
  if (a.call === 'steps' && b.call === 'steps') return a.of.choice.layer === b.of.choice.layer
  if (a.call === 'representations' && b.call === 'representations') return sameComparison(a.of, b.of)
  if (a.call === 'next' && b.call === 'next') return sameNext(a.of, b.of)
  if (a.call === 'thumbnails' && b.call === 'thumbnails') return a.size === b.size
  return a.call === b.call
}

export function keyOf(want: Want): SessionKey {
  return want.call === 'analyse' ? want.session.key : want.key
}
