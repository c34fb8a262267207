import type { EngineCalls } from '../../protocol/engine.ts'
import type { CallOptions, Engine, EngineOptions, Patience } from './engine.ts'
import { EngineFailure } from './engineFailure.ts'
import { EngineWorker } from './engineWorker.ts'
import { assetLoader } from './loadAssets.ts'
import { cancelled, WorkerReplaced } from './pendingCall.ts'

type AnalyseRequest = EngineCalls['analyse']['request']

export const usualPatience: Patience = { cancelMs: 500, supersedeMs: 3000, pingMs: 5000, idleMs: 60_000 }

/** Makes the page's engine. Its worker starts with the first call, and again after it was killed or died. */
export function createEngine({ distUri, patience = usualPatience }: EngineOptions): Engine {
  const loadAssets = assetLoader(distUri)
  /** The newest analysis of each session, to be repeated for a worker that never saw it. */
  const analyses = new Map<string, AnalyseRequest>()
  let current: { worker: EngineWorker; seen: Set<AnalyseRequest> } | undefined
  let disposed = false

  function running(): { worker: EngineWorker; seen: Set<AnalyseRequest> } {
    if (current) return current
    const worker = new EngineWorker(loadAssets(), patience, () => {
      if (current?.worker === worker) current = undefined
    })
    return (current = { worker, seen: new Set() })
  }

  async function untilAnswered<T>(signal: AbortSignal | undefined, ask: () => Promise<T>): Promise<T> {
    for (;;) {
      if (disposed || signal?.aborted) throw new EngineFailure(cancelled)
      try {
        return await ask()
      } catch (error) {
        if (!(error instanceof WorkerReplaced)) throw error
      }
    }
  }

  async function analyse(request: AnalyseRequest, options: CallOptions): Promise<EngineCalls['analyse']['reply']> {
    const { worker, seen } = running()
    const forget = () => seen.delete(request)
    seen.add(request)
    // At once: what is asked next must not count on it.
    options.signal?.addEventListener('abort', forget, { once: true })
    try {
      return await worker.ask('analyse', request, options)
    } catch (error) {
      forget()
      throw error
    } finally {
      options.signal?.removeEventListener('abort', forget)
    }
  }

  /** Asks for something of an analysed text, after its analysis where the worker has not seen it. */
  function askOfText<C extends 'slice' | 'heads' | 'thumbnails' | 'steps' | 'whatIf' | 'representations' | 'predictions' | 'next' | 'weights' | 'npz'>(
    call: C, request: EngineCalls[C]['request'], options: CallOptions,
  ): Promise<EngineCalls[C]['reply']> {
    return untilAnswered(options.signal, async () => {
      const analysed = analyses.get(request.key.id)
      if (analysed?.key.version !== request.key.version) throw new EngineFailure(cancelled)
      for (;;) {
        while (!running().seen.has(analysed)) await analyse(analysed, options)
        const { worker, seen } = running()
        try {
          return await worker.ask(call, request, options)
        } catch (error) {
          // Another call analysed the text again, and was given up before it had.
          if (seen.has(analysed) || options.signal?.aborted || error instanceof WorkerReplaced || disposed) throw error
        }
      }
    })
  }

  function endIdle(): void {
    if (analyses.size === 0 && current?.worker.isIdle) current.worker.end(new EngineFailure(cancelled))
  }

  return {
    analyse(request, options = {}) {
      current?.worker.giveUpSession(request.key.id, true)
      analyses.set(request.key.id, request)
      return untilAnswered(options.signal, () => analyse(request, options))
    },
    slice: (request, options = {}) => askOfText('slice', request, options),
    heads: (request, options = {}) => askOfText('heads', request, options),
    thumbnails: (request, options = {}) => askOfText('thumbnails', request, options),
    steps: (request, options = {}) => askOfText('steps', request, options),
    whatIf: (request, options = {}) => askOfText('whatIf', request, options),
    representations: (request, options = {}) => askOfText('representations', request, options),
    predictions: (request, options = {}) => askOfText('predictions', request, options),
    next: (request, options = {}) => askOfText('next', request, options),
    weights: (request, options = {}) => askOfText('weights', request, options),
    npz: (request, options = {}) => askOfText('npz', request, options),
    release(sessionId) {
      analyses.delete(sessionId)
      current?.worker.giveUpSession(sessionId, false)
      const { worker } = current ?? {}
      worker?.ask('release', { sessionId }).then(
        () => setTimeout(endIdle, patience.idleMs),
        () => undefined,
      )
    },
    dispose() {
      disposed = true
      current?.worker.end(new EngineFailure(cancelled))
    },
  }
}
