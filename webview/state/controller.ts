import type { Failure, Progress } from '../../protocol/pageToHost.ts'
import { askStep } from './askStep.ts'
import { t } from '../l10n/translate.ts'
import { missingComparison } from './comparing.ts'
import { sameKey } from './keys.ts'
import { keyOf, missing, sameWant, type Want } from './missing.ts'
import type { Needs } from './needs.ts'
import { initialState, liveOf, type PageState } from './pageState.ts'
import type { EnginePort, HostPort } from './ports.ts'
import { reduce, type PageEvent } from './reduce.ts'
import { createReporter } from './reporter.ts'
import { missingStep } from './stepping.ts'

export interface Controller {
  readonly state: PageState
  /** Called after every change, until the returned function is. */
  subscribe(listener: (state: PageState) => void): () => void
  /** What the view in sight needs from now on. */
  need(needs: Needs): void
  retry(): void
  cancel(): void
  /** Gives up what is under way of the step-through, or asks for it again. */
  stopSteps(): void
  resumeSteps(): void
  /** The same of the comparison of tokens. */
  stopComparing(): void
  resumeComparing(): void
  /** Writes so many more tokens behind the text; 0 stops. */
  writeOn(tokens: number): void
  /** Throws away what was written. */
  throwAway(): void
}

/** Keeps the engine busy with what the state lacks, and only with that; tells the host what comes of it. */
export function createController(engine: EnginePort, host: HostPort): Controller {
  let state = initialState
  let underWay: { readonly want: Want; readonly abort: AbortController } | null = null
  const listeners = new Set<(state: PageState) => void>()
  const reporter = createReporter(host)

  function dispatch(event: PageEvent): void {
    const before = state
    state = reduce(state, event)
    if (state === before) return
    for (const { key } of before.kept) {
      if (!state.kept.some((live) => live.key.id === key.id) && state.session?.key.id !== key.id) engine.release(key.id)
    }
    reporter.tell(state)
    reconcile()
    for (const listener of listeners) listener(state)
  }

  function reconcile(): void {
    const want = missing(state)
    if (underWay && (sameWant(underWay.want, want) || outlivesView(underWay.want, want))) return
    giveUp(want ? 'superseded' : 'unwanted')
    if (want) void perform(want)
  }

  function giveUp(reason: 'superseded' | 'unwanted'): void {
    underWay?.abort.abort(reason)
    underWay = null
  }

  /** A layer's steps come in, also while a view is looked at that needs nothing: to give up a run costs a worker. */
  function outlivesView(under: Want, want: Want | null): boolean {
    return !want && under.call === 'steps' && state.run.phase !== 'failed' && sameKey(under.key, state.session?.key)
  }

  async function perform(want: Want): Promise<void> {
    const abort = new AbortController()
    const call = { want, abort }
    underWay = call
    const key = keyOf(want)
    // What comes in beside the picture does not hold it up.
    const isSilent = want.call !== 'analyse' && !(want.call === 'slice' && want.chosen)
    const isLate = () => underWay !== call
    const answer = (event: PageEvent) => {
      if (isLate()) return
      underWay = null
      dispatch(event)
    }
    const options = {
      signal: abort.signal,
      onProgress: (progress: Progress) => {
        if (isLate()) return
        if (want.call === 'steps') dispatch({ type: 'stepped', key, part: { progress } })
        else if (want.call === 'representations') dispatch({ type: 'compared', key, part: { progress } })
        else if (!isSilent) dispatch({ type: 'progress', key, progress })
      },
    }
    try {
      if (want.call === 'analyse') {
        const { session } = want
        dispatch({ type: 'started', key })
        const { text, picture, pair, target, sampling, choice, groups, model, backend } = session
        const request = { key, text, ...(picture && { picture }), ...(pair !== undefined && { pair }), ...(target !== undefined && { target }), ...(sampling && { sampling }), ...(!groups && { choice }), model, backend }
        answer({ type: 'analysed', session, reply: await engine.analyse(request, options) })
      } else if (want.call === 'slice') {
        const { choice, grouping, groups } = want
        const request = { key, choice, ...(grouping && groups && { grouping, groups }) }
        answer({ type: 'sliced', key, slice: await engine.slice(request, options), groups })
      } else if (want.call === 'steps') {
        answer({ type: 'stepped', key, part: await askStep(engine, key, want.of, options) })
      } else if (want.call === 'representations') {
        const { of, of: { chosen, groups } } = want
        const table = await engine.representations({ key, chosen, ...(groups && { groups }) }, options)
        answer({ type: 'compared', key, part: { found: { of, table }, progress: null, failed: null } })
      } else if (want.call === 'predictions') {
        answer({ type: 'predicted', key, part: { found: await engine.predictions({ key }, options), failed: null } })
      } else if (want.call === 'next') {
        answer({ type: 'continued', key, part: { next: { of: want.of, place: await engine.next({ key, ...want.of }, options) }, failed: null } })
      } else if (want.call === 'heads') {
        answer({ type: 'counted', key, statistics: await engine.heads({ key }, options) })
      } else {
        answer({ type: 'pictured', key, pictures: await engine.thumbnails({ key, size: want.size }, options) })
      }
    } catch (error) {
      const failure = failureOf(error)
      if (want.call === 'steps') answer({ type: 'stepped', key, part: { progress: null, failed: { of: want.of, failure } } })
      else if (want.call === 'representations') answer({ type: 'compared', key, part: { progress: null, failed: { of: want.of, failure } } })
      else if (want.call === 'predictions') answer({ type: 'predicted', key, part: { failed: failure } })
      else if (want.call === 'next') answer({ type: 'continued', key, part: { left: 0, failed: { of: want.of, failure } } })
      else answer({ type: 'failed', key, failure })
    }
  }

  host.listen((message) => {
    dispatch({ type: 'host', message })
  })
  host.post({ type: 'ready' })

  return {
    get state() {
      return state
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    need: (needs) => {
      dispatch({ type: 'needs', needs })
    },
    retry: () => {
      dispatch({ type: 'retry' })
    },
    cancel: () => {
      const shown = underWay?.want.call === 'slice' && liveOf(state)?.slice
      // The picture that is there stays, with the choice it is of.
      if (shown) {
        host.post({ type: 'choose', choice: shown.choice })
        return
      }
      host.post({ type: 'command', command: 'cancel' })
      if (state.session) dispatch({ type: 'host', message: { type: 'cancel', key: state.session.key } })
    },
    stopSteps: () => {
      const live = liveOf(state)
      const of = live && state.needs.steps && missingStep(state.needs.steps, live.stepping)
      if (!of) return
      giveUp('unwanted')
      dispatch({ type: 'stepped', key: live.key, part: { progress: null, failed: { of, failure: { message: '', blame: 'cancelled' } } } })
    },
    resumeSteps: () => {
      const live = liveOf(state)
      if (live) dispatch({ type: 'stepped', key: live.key, part: { failed: null } })
    },
    stopComparing: () => {
      const live = liveOf(state)
      const of = live && state.needs.comparison && missingComparison(state.needs.comparison, live.comparing)
      if (!of) return
      dispatch({ type: 'compared', key: live.key, part: { progress: null, failed: { of, failure: { message: '', blame: 'cancelled' } } } })
    },
    writeOn: (left) => {
      const live = liveOf(state)
      if (live) dispatch({ type: 'continued', key: live.key, part: { left, failed: null } })
    },
    throwAway: () => {
      const live = liveOf(state)
      if (live) dispatch({ type: 'continued', key: live.key, part: { tokens: [], left: 0, failed: null } })
    },
    resumeComparing: () => {
      const live = liveOf(state)
      if (live) dispatch({ type: 'compared', key: live.key, part: { failed: null } })
    },
  }
}

function failureOf(error: unknown): Failure {
  if (error instanceof Error && 'failure' in error) return error.failure as Failure
  return { message: t('The page failed: {0}. Run Show Attention again.', String(error)), blame: 'internal' }
}
