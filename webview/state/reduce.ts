import type { AttentionSlice } from '../../protocol/attention.ts'
import type { EngineCalls } from '../../protocol/engine.ts'
import type { HostToPage } from '../../protocol/hostToPage.ts'
import type { Failure, Progress } from '../../protocol/pageToHost.ts'
import type { SessionKey, SessionState } from '../../protocol/session.ts'
import { sameChoice, sameKey } from './keys.ts'
import type { Live, PageState } from './pageState.ts'

export type PageEvent =
  | { readonly type: 'host'; readonly message: HostToPage }
  | { readonly type: 'started'; readonly key: SessionKey }
  | { readonly type: 'progress'; readonly key: SessionKey; readonly progress: Progress }
  | { readonly type: 'analysed'; readonly session: SessionState; readonly reply: EngineCalls['analyse']['reply'] }
  | { readonly type: 'sliced'; readonly key: SessionKey; readonly slice: AttentionSlice }
  | { readonly type: 'failed'; readonly key: SessionKey; readonly failure: Failure }
  | { readonly type: 'retry' }

/** Sessions whose analysis stays at hand, so that going back to an editor shows it at once. */
const keptSessions = 3

/** The next state. Answers to anything but the session's present key change nothing. */
export function reduce(state: PageState, event: PageEvent): PageState {
  if (event.type === 'host') return heard(state, event.message)
  if (event.type === 'retry') return { ...state, kept: without(state.kept, state.session?.key.id), run: { phase: 'idle' } }
  const key = event.type === 'analysed' ? event.session.key : event.key
  if (!sameKey(key, state.session?.key)) return state
  switch (event.type) {
    case 'started':
      return { ...state, run: { phase: 'running', key, progress: null } }
    case 'progress':
      return { ...state, run: { phase: 'running', key, progress: event.progress } }
    case 'analysed': {
      const { text, model } = event.session
      const live: Live = { key, text, modelLabel: model.label, ...event.reply, slice: null }
      return { ...state, kept: [live, ...without(state.kept, key.id)].slice(0, keptSessions), run: { phase: 'idle' } }
    }
    case 'sliced': {
      const kept = state.kept.map((live) => (sameKey(live.key, key) ? { ...live, slice: event.slice } : live))
      return { ...state, kept, run: { phase: 'idle' } }
    }
    case 'failed':
      return { ...state, run: { phase: 'failed', key, failure: event.failure } }
  }
}

function heard(state: PageState, message: HostToPage): PageState {
  switch (message.type) {
    case 'hover':
      return { ...state, editorHover: message.token }
    case 'cancel':
      if (!sameKey(message.key, state.session?.key) || state.run.phase !== 'running') return state
      return { ...state, run: { phase: 'failed', key: message.key, failure: { message: '', blame: 'cancelled' } } }
    case 'state': {
      const { session, reports } = message
      const same = sameKey(session?.key, state.session?.key)
      const retry = !same || !sameChoice(session?.choice, state.session?.choice)
      return {
        heard: true,
        session,
        reports,
        kept: session ? recentFirst(state.kept, session.key.id) : [],
        run: state.run.phase === 'running' ? (same ? state.run : { phase: 'idle' }) : retry ? { phase: 'idle' } : state.run,
        editorHover: same ? state.editorHover : null,
      }
    }
  }
}

function recentFirst(kept: readonly Live[], id: string): readonly Live[] {
  return [...kept.filter((live) => live.key.id === id), ...without(kept, id)]
}

function without(kept: readonly Live[], id: string | undefined): readonly Live[] {
  return kept.filter((live) => live.key.id !== id)
}
