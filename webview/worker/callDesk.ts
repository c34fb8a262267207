import { GazeError } from '../../core/index.ts'
import type { EngineCall, EngineCalls, PageToWorker, WorkerToPage } from '../../protocol/engine.ts'
import type { Failure } from '../../protocol/pageToHost.ts'
import { t } from '../l10n/translate.ts'
import type { Analyst, JobOptions } from './analyst.ts'
import { oneLine } from './oneLine.ts'

type Call = Extract<PageToWorker, { type: 'call' }>
type Reply = EngineCalls[EngineCall]['reply']

/** Takes the page's calls to the analyst: each ends in one ok or one error, and a newer analyse cancels the older. */
export class CallDesk {
  readonly #analyst: Analyst
  readonly #post: (message: WorkerToPage, transfer?: Transferable[]) => void
  readonly #open = new Map<number, { call: Call; controller: AbortController }>()

  constructor(analyst: Analyst, post: (message: WorkerToPage, transfer?: Transferable[]) => void) {
    this.#analyst = analyst
    this.#post = post
  }

  async take(call: Call): Promise<void> {
    const { id } = call
    const controller = new AbortController()
    if (call.call === 'analyse') this.#supersede(call.request.key.id)
    this.#open.set(id, { call, controller })
    try {
      const reply = await this.#answer(call, {
        signal: controller.signal,
        onProgress: (progress) => {
          this.#post({ type: 'progress', id, progress })
        },
      })
      this.#post({ type: 'ok', id, reply }, buffers(reply))
    } catch (error) {
      this.#post({ type: 'error', id, failure: failure(error, controller.signal), broken: isBroken(error) })
    } finally {
      this.#open.delete(id)
    }
  }

  abort(id: number): void {
    this.#open.get(id)?.controller.abort()
  }

  #supersede(sessionId: string): void {
    for (const { call, controller } of this.#open.values()) {
      if (call.call === 'analyse' && call.request.key.id === sessionId) controller.abort()
    }
  }

  async #answer(call: Call, options: JobOptions): Promise<Reply> {
    if (call.call === 'analyse') return this.#analyst.analyse(call.request, options)
    if (call.call === 'slice') return this.#analyst.slice(call.request, options)
    if (call.call === 'heads') return this.#analyst.heads(call.request, options)
    if (call.call === 'thumbnails') return this.#analyst.thumbnails(call.request, options)
    if (call.call === 'steps') return this.#analyst.steps(call.request, options)
    if (call.call === 'whatIf') return this.#analyst.whatIf(call.request, options)
    if (call.call === 'representations') return this.#analyst.representations(call.request, options)
    if (call.call === 'predictions') return this.#analyst.predictions(call.request, options)
    if (call.call === 'next') return this.#analyst.next(call.request, options)
    if (call.call === 'weights') return this.#analyst.weights(call.request, options)
    if (call.call === 'npz') return this.#analyst.npz(call.request, options)
    this.#analyst.release(call.request.sessionId)
    return null
  }
}

/** The arrays of a reply that may move to the page: all of them are the reply's own. */
function buffers(reply: Reply): Transferable[] {
  const parts = Object.values(reply && 'thumbnails' in reply ? reply.thumbnails : reply ?? {})
  return parts.filter((part) => ArrayBuffer.isView(part)).map(({ buffer }) => buffer)
}

function failure(error: unknown, signal: AbortSignal): Failure {
  if (signal.aborted) return { message: 'Cancelled.', blame: 'cancelled' }
  if (error instanceof GazeError) return { message: error.message, blame: error.blame }
  return { message: t('The attention could not be computed ({0}); try again, or a shorter text.', oneLine(error)), blame: 'internal' }
}

/** Whether WebAssembly itself gave up, somewhere down the chain of causes: after a trap nothing it holds can be trusted. */
function isBroken(error: unknown): boolean {
  for (let cause = error; cause !== undefined; cause = cause instanceof Error ? cause.cause : undefined) {
    if (cause instanceof WebAssembly.RuntimeError || typeof cause === 'number') return true
    if (cause instanceof Error && /Aborted\(|out of memory|bad_alloc|no available backend found/i.test(cause.message)) return true
  }
  return false
}
