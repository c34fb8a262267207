import type { AttentionSlice, Thumbnails } from '../../protocol/attention.ts'
import type { EngineCalls } from '../../protocol/engine.ts'
import type { Group } from '../../protocol/groups.ts'
import type { HeadTable } from '../../protocol/heads.ts'
import type { HostToPage } from '../../protocol/hostToPage.ts'
import type { Failure, Progress } from '../../protocol/pageToHost.ts'
import type { SessionKey, SessionState } from '../../protocol/session.ts'
import { sameChoice } from '../../protocol/choice.ts'
import { noComparing, type Comparing } from './comparing.ts'
import { sameKey } from './keys.ts'
import { lookedAfter } from './looked.ts'
import { sameNeeds, type Needs } from './needs.ts'
import type { Live, PageState } from './pageState.ts'
import { settled } from './settled.ts'
import { advance, noContinuing, type Continuing } from './continuing.ts'
import { noPredicting, type Predicting } from './predicting.ts'
import { noStepping, type Stepping } from './stepping.ts'

export type PageEvent =
  | { readonly type: 'host'; readonly message: HostToPage }
  | { readonly type: 'started'; readonly key: SessionKey }
  | { readonly type: 'progress'; readonly key: SessionKey; readonly progress: Progress }
  | { readonly type: 'analysed'; readonly session: SessionState; readonly reply: EngineCalls['analyse']['reply'] }
  | { readonly type: 'sliced'; readonly key: SessionKey; readonly slice: AttentionSlice; readonly groups: readonly Group[] | null }
  | { readonly type: 'counted'; readonly key: SessionKey; readonly statistics: HeadTable }
  | { readonly type: 'pictured'; readonly key: SessionKey; readonly pictures: Thumbnails }
  /** Something of the step-through: progress, what came of it, or why not. */
  | { readonly type: 'stepped'; readonly key: SessionKey; readonly part: Partial<Stepping> }
  | { readonly type: 'compared'; readonly key: SessionKey; readonly part: Partial<Comparing> }
  | { readonly type: 'predicted'; readonly key: SessionKey; readonly part: Partial<Predicting> }
  /** Something of the continuation: what may come next, that more is wanted, that it is thrown away. */
  | { readonly type: 'continued'; readonly key: SessionKey; readonly part: Partial<Continuing> }
  | { readonly type: 'failed'; readonly key: SessionKey; readonly failure: Failure }
  | { readonly type: 'needs'; readonly needs: Needs }
  | { readonly type: 'retry' }

/** Sessions whose analysis stays at hand, so that going back to an editor shows it at once. */
const keptSessions = 3

/** The next state. Answers to anything but the session's present key change nothing. */
export function reduce(state: PageState, event: PageEvent): PageState {
  return settled(next(state, event))
}

function next(state: PageState, event: PageEvent): PageState {
  if (event.type === 'host') return heard(state, event.message)
  if (event.type === 'needs') {
    if (sameNeeds(event.needs, state.needs)) return state
    return { ...state, needs: event.needs, run: state.run.phase === 'failed' ? { phase: 'idle' } : state.run }
  }
  if (event.type === 'retry') return { ...state, kept: without(state.kept, state.session?.key.id), run: { phase: 'idle' } }
  const key = event.type === 'analysed' ? event.session.key : event.key
  if (!sameKey(key, state.session?.key)) return state
  switch (event.type) {
    case 'started':
      return { ...state, run: { phase: 'running', key, progress: null } }
    case 'progress':
      return { ...state, run: { phase: 'running', key, progress: event.progress } }
    case 'analysed': {
      const { text, pair, model } = event.session
      const texts = { text, ...(pair !== undefined && { pair }) }
      const { ownRows, slice = null, ...reply } = event.reply
      const before = state.kept.find((other) => other.key.id === key.id && other.modelLabel === model.label)
      const looked = lookedAfter(before?.looked, reply.analysis, ownRows)
      const live: Live = { key, ...texts, modelLabel: model.label, ...reply, looked, groups: null, slice, slices: slice ? [slice] : [], statistics: null, pictures: null, stepping: noStepping, comparing: noComparing, predicting: noPredicting, continuing: noContinuing }
      return { ...state, kept: [live, ...without(state.kept, key.id)].slice(0, keptSessions), run: { phase: 'idle' } }
    }
    case 'sliced':
      return withPart(state, key, ({ groups, slices }) => groups === event.groups
        ? { slices: [...slices, event.slice] } : { groups: event.groups, slice: event.slice, slices: [event.slice] })
    case 'counted':
      return withPart(state, key, () => ({ statistics: event.statistics }))
    case 'pictured':
      return withPart(state, key, () => ({ pictures: event.pictures }))
    case 'stepped':
      return withPart(state, key, ({ stepping }) => ({ stepping: { ...stepping, ...event.part } }))
    case 'compared':
      return withPart(state, key, ({ comparing }) => ({ comparing: { ...comparing, ...event.part } }))
    case 'predicted':
      return withPart(state, key, ({ predicting }) => ({ predicting: { ...predicting, ...event.part } }))
    case 'continued':
      return withPart(state, key, ({ continuing, analysis }) => ({
        continuing: advance({ ...continuing, ...event.part }, state.needs.next, analysis.tokens.length),
      }))
    case 'failed':
      return { ...state, run: { phase: 'failed', key, failure: event.failure } }
  }
}

function withPart(state: PageState, key: SessionKey, part: (live: Live) => Partial<Live>): PageState {
  const kept = state.kept.map((live) => (sameKey(live.key, key) ? { ...live, ...part(live) } : live))
  return { ...state, kept, run: { phase: 'idle' } }
}

function heard(state: PageState, message: HostToPage): PageState {
  switch (message.type) {
    case 'hover':
      return { ...state, editorHover: message.token }
    case 'export':
    case 'recording':
      return state
    case 'show':
      return { ...state, turned: message }
    case 'cancel':
      if (!sameKey(message.key, state.session?.key) || state.run.phase !== 'running') return state
      return { ...state, run: { phase: 'failed', key: message.key, failure: { message: '', blame: 'cancelled' } } }
    case 'state': {
      const { reports } = message
      const session = withKnownGroups(message.session, state.session)
      const same = sameKey(session?.key, state.session?.key)
      const retry = !same || !sameChoice(session?.choice, state.session?.choice) || session?.groups !== state.session?.groups
      const isAnalysed = state.kept.some((live) => sameKey(live.key, session?.key))
      return {
        ...state,
        heard: true,
        session,
        reports,
        kept: session ? recentFirst(state.kept, session.key.id) : [],
        run: state.run.phase === 'running' ? (same && !(retry && isAnalysed) ? state.run : { phase: 'idle' }) : retry ? { phase: 'idle' } : state.run,
        editorHover: same ? state.editorHover : null,
      }
    }
  }
}

/** Groups that are the same stay the same array, by which slices are known to be theirs. */
function withKnownGroups(session: SessionState | null, before: SessionState | null): SessionState | null {
  if (!session?.groups || !before?.groups || session.grouping !== before.grouping) return session
  return sameGroups(session.groups, before.groups) ? { ...session, groups: before.groups } : session
}

function sameGroups(a: readonly Group[], b: readonly Group[]): boolean {
  return a.length === b.length && a.every(({ label, tokens }, index) => {
    const other = b[index]!
    return label === other.label && tokens.length === other.tokens.length && tokens.every((token, at) => token === other.tokens[at])
  })
}

function recentFirst(kept: readonly Live[], id: string): readonly Live[] {
  return [...kept.filter((live) => live.key.id === id), ...without(kept, id)]
}

function without(kept: readonly Live[], id: string | undefined): readonly Live[] {
  return kept.filter((live) => live.key.id !== id)
}
