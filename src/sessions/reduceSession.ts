import type { Analysis, AttentionSlice, Direction, HeadChoice, TokenSpan } from '../../protocol/attention.ts'
import type { Failure, Progress } from '../../protocol/pageToHost.ts'
import { fitChoice, sameChoice } from '../../protocol/choice.ts'
import type { PredictionTable } from '../../protocol/predictions.ts'
import type { SessionKey } from '../../protocol/session.ts'
import type { TourStop } from '../../protocol/tour.ts'
import type { SpecialMode } from '../../protocol/views.ts'
import type { WorldAnalysis } from '../../protocol/world.ts'
import { episodeAfter } from '../agent/episode.ts'
import { editPlaceAll, findPlace, type Edit } from './editPlace.ts'
import type { Place } from './place.ts'
import { choiceAfter } from './startChoice.ts'
import { startFocus } from './startFocus.ts'
import { groupingOf, keyOf, specialModeOf, type Run, type Session, type TokenGrouping } from './session.ts'

/** What can happen to a session; answers carry the key of the request they answer. */
export type SessionEvent =
  | { readonly type: 'requested'; readonly run: Run }
  | { readonly type: 'progress'; readonly key: SessionKey; readonly progress: Progress }
  | { readonly type: 'analysed'; readonly key: SessionKey; readonly analysis: Analysis }
  | { readonly type: 'slice'; readonly key: SessionKey; readonly slice: AttentionSlice }
  | { readonly type: 'failed'; readonly key: SessionKey; readonly failure: Failure }
  | { readonly type: 'reverted' }
  | { readonly type: 'chosen'; readonly choice: HeadChoice }
  | { readonly type: 'directed'; readonly direction: Direction }
  | { readonly type: 'specialised'; readonly special: SpecialMode }
  /** The editor shall show surprisal, or not any more; and what it was. */
  | { readonly type: 'surprised'; readonly on: boolean }
  | { readonly type: 'predicted'; readonly key: SessionKey; readonly table: PredictionTable }
  /** A stop of the guided tour, as it begins; and the tour's end. */
  | { readonly type: 'visited'; readonly stop: TourStop; readonly choice: HeadChoice; readonly direction: Direction }
  | { readonly type: 'left' }
  /** An agent goes on by itself from now on, or does not. */
  | { readonly type: 'acting'; readonly acting: boolean }
  | { readonly type: 'grouped'; readonly grouping: TokenGrouping | null }
  | { readonly type: 'caret'; readonly tokens: readonly number[] }
  | { readonly type: 'pinned'; readonly tokens: readonly number[] }
  /** `beside`: it happened to the document of the second text. */
  | { readonly type: 'edited'; readonly edits: readonly Edit[]; readonly read: (start: number, end: number) => string; readonly beside?: boolean }
  | { readonly type: 'reopened'; readonly documentText: string; readonly beside?: boolean }
  | { readonly type: 'moved'; readonly uri: string; readonly title: string }
  | { readonly type: 'movedBeside'; readonly from: string; readonly to: string }

/** The session after an event; the same object where the event changes nothing, as late answers do. */
export function reduceSession(session: Session, event: SessionEvent): Session {
  if ('key' in event && !sameKey(event.key, keyOf(session))) return session
  switch (event.type) {
    case 'requested': return { ...session, run: event.run, phase: { kind: 'busy', progress: null }, choice: choiceAfter(session, event.run.model) }
    case 'progress':
      return session.phase.kind === 'ready' ? session : { ...session, phase: { kind: 'busy', progress: event.progress } }
    case 'analysed': return analysed(session, event.analysis)
    case 'slice': return sliced(session, event.slice)
    case 'failed':
      return event.failure.blame === 'cancelled' ? reverted(session) : { ...session, phase: { kind: 'failed', failure: event.failure } }
    case 'reverted': return reverted(session)
    case 'chosen': {
      const back = session.phase.kind === 'failed' ? reverted(session) : session
      return sameChoice(event.choice, back.choice) ? back : { ...back, choice: event.choice }
    }
    case 'directed': return event.direction === session.direction ? session : { ...session, direction: event.direction }
    case 'specialised': return event.special === specialModeOf(session) ? session : { ...session, special: event.special }
    case 'surprised': return surprised(session, event.on)
    case 'predicted': return session.surprisal ? { ...session, surprisal: { version: session.run.version, table: event.table } } : session
    case 'visited': return visited(session, event)
    case 'left': return left(session)
    case 'acting': return session.episode && session.episode.acting !== event.acting ? { ...session, episode: { ...session.episode, acting: event.acting } } : session
    case 'grouped': return grouped(session, event.grouping)
    case 'caret': return sameNumbers(event.tokens, session.caret) ? session : { ...session, caret: event.tokens }
    case 'pinned': return sameNumbers(event.tokens, session.pinned) ? session : { ...session, pinned: event.tokens }
    case 'edited': return replaced(session, event.beside, (place, text) => editPlaceAll(place, text, event.edits, event.read))
    case 'reopened': return replaced(session, event.beside, (place, text) => findPlace(place, text, event.documentText))
    case 'moved': return { ...session, uri: event.uri, title: event.title }
    case 'movedBeside': return eachRun(session, (run) => (run.beside?.uri === event.from ? { ...run, beside: { ...run.beside, uri: event.to } } : run))
  }
}

function analysed(session: Session, told: Analysis): Session {
  const { run, shown } = session
  const analysis = run.pair !== undefined ? { ...told, tokens: told.tokens.map((token) => inBoth(token, run.pair!)) }
    : told.target ? { ...told, tokens: told.tokens.map(inSource) } : told
  const written = told.target && run.pair === undefined ? told.tokens.filter(({ segment }) => segment === 1) : undefined
  const sameTokens = shown === null || (shown.run.text === run.text && shown.run.pair === run.pair && shown.run.model.id === run.model.id)
  const choice = fitChoice(session.choice, analysis.layers)
  const was = shown?.run.model.id === run.model.id ? shown.analysis.world : undefined
  const episode = shown?.run.version === run.version ? session.episode : episodeAfter(session.episode, was, analysis)
  const caret = sameTokens || isElsewhere(session.caret, was) ? session.caret.filter((token) => token < analysis.tokens.length) : []
  return {
    ...session,
    phase: { kind: 'ready' },
    shown: shown?.run.version === run.version ? { ...shown, run, analysis } : { run, analysis, slice: null, ...written && { written } },
    choice,
    episode,
    caret: caret.length > 0 ? caret : startFocus(analysis, choice),
    pinned: sameTokens ? session.pinned.filter((token) => token < analysis.tokens.length) : [],
  }
}

/** Whether another cell of a world is looked from than the agent's own, which is followed. */
function isElsewhere(caret: readonly number[], world: WorldAnalysis | undefined): boolean {
  return world !== undefined && !caret.includes(world.agent)
}

/** A token of the second text, with offsets into both as one. */
function inBoth(token: TokenSpan, second: number): TokenSpan {
  const { start, end, segment } = token
  return segment === 1 && start < end ? { ...token, start: start + second, end: end + second } : token
}

/** A token of a target that is in no document stands for no text of it. */
function inSource(token: TokenSpan): TokenSpan {
  return token.segment === 1 ? { ...token, start: 0, end: 0 } : token
}

function surprised(session: Session, on: boolean): Session {
  const { surprisal, ...rest } = session
  if (on) return surprisal ? session : { ...session, surprisal: { version: session.run.version, table: null } }
  return surprisal ? rest : session
}

function sliced(session: Session, slice: AttentionSlice): Session {
  const { shown } = session
  if (shown?.run.version !== session.run.version || !sameChoice(slice.choice, session.choice)) return session
  const grouping = groupingOf(session)
  const count = grouping ? grouping.groups.length : shown.analysis.tokens.length
  const fits = (first: number | undefined, part: number): boolean => (shown.analysis.target ? (first ?? 0) + part <= count : part === count)
  if (slice.grouping !== grouping?.kind || !fits(slice.firstKey, slice.keys) || !fits(slice.firstQuery, slice.queries) || slice.weights.length !== slice.queries * slice.keys) return session
  const { run, analysis, written } = shown
  return { ...session, shown: { run, analysis, slice, ...grouping && { grouping }, ...written && { written } } }
}

/** Nothing of what a person had set for the text stays at a stop of the tour. */
function visited(session: Session, { stop, choice, direction }: SessionEvent & { readonly type: 'visited' }): Session {
  return { ...grouped(session, null), tour: stop, choice, direction, special: 'show', pinned: [] }
}

function left(session: Session): Session {
  const { tour, ...rest } = session
  return tour ? rest : session
}

function grouped(session: Session, grouping: TokenGrouping | null): Session {
  const { grouping: before, ...rest } = session
  if (grouping) return grouping === before ? session : { ...rest, grouping }
  return before ? rest : session
}

/** Back to the last request that was answered, if there is one. */
function reverted(session: Session): Session {
  return session.shown ? { ...session, run: session.shown.run, phase: { kind: 'ready' } } : session
}

function replaced(session: Session, beside: boolean | undefined, placeOf: (place: Place, text: string) => Place): Session {
  return eachRun(session, (run) => {
    const before = beside ? run.beside?.place : run.place
    const place = before && placeOf(before, run.text)
    if (!place || place === before) return run
    return beside && run.beside ? { ...run, beside: { ...run.beside, place } } : { ...run, place }
  })
}

/** The session with its runs changed; itself where none is. */
function eachRun(session: Session, change: (run: Run) => Run): Session {
  const { shown } = session
  const run = change(session.run)
  const shownRun = !shown ? null : shown.run === session.run ? run : change(shown.run)
  if (run === session.run && (!shown || shownRun === shown.run)) return session
  return { ...session, run, shown: shown && shownRun ? { ...shown, run: shownRun } : null }
}

function sameKey(a: SessionKey, b: SessionKey): boolean {
  return a.id === b.id && a.version === b.version
}

function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index])
}
