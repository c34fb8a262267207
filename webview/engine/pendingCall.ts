import type { EngineCall, EngineCalls, WorkerToPage } from '../../protocol/engine.ts'
import type { Failure, Progress } from '../../protocol/pageToHost.ts'
import { EngineFailure } from './engineFailure.ts'

/** Why a call was given back unanswered: its worker was replaced through no fault of the call; ask again. */
export class WorkerReplaced extends Error {
  override readonly name = 'WorkerReplaced'
}

export const cancelled: Failure = { message: 'Cancelled.', blame: 'cancelled' }

type Request = EngineCalls[EngineCall]['request']
type Reply = EngineCalls[EngineCall]['reply']

/** A question on its way. It is settled once; the worker may still owe its answer after that. */
export class PendingCall {
  readonly id: number
  readonly call: EngineCall
  readonly request: Request
  readonly reply: Promise<Reply>
  settled = false
  /** The worker said that it is loading or running the model, and may not hear anything until it is done. */
  deaf = false
  readonly #onProgress: ((progress: Progress) => void) | undefined
  #resolve!: (reply: Reply) => void
  #reject!: (reason: Error) => void

  constructor(id: number, call: EngineCall, request: Request, onProgress?: (progress: Progress) => void) {
    this.id = id
    this.call = call
    this.request = request
    this.#onProgress = onProgress
    this.reply = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
  }

  take(message: Extract<WorkerToPage, { id: number }>): void {
    if (message.type === 'progress') {
      this.deaf = message.progress.phase !== 'download'
      if (!this.settled) this.#onProgress?.(message.progress)
    } else if (message.type === 'error') this.fail(new EngineFailure(message.failure))
    else {
      this.settled = true
      this.#resolve(message.reply)
    }
  }

  fail(reason: EngineFailure | WorkerReplaced): void {
    this.settled = true
    this.#reject(reason)
  }
}
