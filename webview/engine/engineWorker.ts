import type { EngineCall, EngineCalls, PageToWorker, WorkerToPage } from '../../protocol/engine.ts'
import { t } from '../l10n/translate.ts'
import type { CallOptions, Patience } from './engine.ts'
import { EngineFailure } from './engineFailure.ts'
import type { WorkerAssets } from './loadAssets.ts'
import { cancelled, PendingCall, WorkerReplaced } from './pendingCall.ts'
import { Watchdog } from './watchdog.ts'
import { openLink, type WorkerLink } from './workerLink.ts'

let calls = 0

/** A worker and the calls it owes answers to. It ends once, for good; `onEnd` tells. */
export class EngineWorker {
  readonly #patience: Patience
  readonly #onEnd: () => void
  readonly #link: Promise<WorkerLink>
  readonly #pending = new Map<number, PendingCall>()
  readonly #watchdog: Watchdog
  #ended = false

  constructor(assets: Promise<WorkerAssets>, patience: Patience, onEnd: () => void) {
    this.#patience = patience
    this.#onEnd = onEnd
    this.#watchdog = new Watchdog(
      patience.pingMs,
      () => {
        this.#post({ type: 'ping' })
      },
      () => {
        this.#die(t('it no longer answers'))
      },
    )
    this.#link = assets.then((loaded) =>
      openLink(loaded, {
        onMessage: (message) => {
          this.#take(message)
        },
        onDeath: (reason) => {
          this.#die(reason)
        },
      }),
    )
    this.#link.catch((error: unknown) => {
      this.end(error instanceof EngineFailure ? error : failure(String(error)))
    })
  }

  /** Rejects with an EngineFailure, or with WorkerReplaced where the same call should be made to a new worker. */
  async ask<C extends EngineCall>(call: C, request: EngineCalls[C]['request'], options: CallOptions = {}): Promise<EngineCalls[C]['reply']> {
    const pending = new PendingCall(++calls, call, request, options.onProgress)
    this.#pending.set(pending.id, pending)
    this.#post({ type: 'call', call, id: pending.id, request } as PageToWorker)
    const giveUp = () => {
      this.#giveUp(pending, options.signal?.reason === 'superseded' ? this.#patience.supersedeMs : this.#patience.cancelMs)
    }
    options.signal?.addEventListener('abort', giveUp, { once: true })
    this.#update()
    try {
      return (await pending.reply) as EngineCalls[C]['reply']
    } finally {
      options.signal?.removeEventListener('abort', giveUp)
    }
  }

  /** Cancels what is under way for a session; `replaced`: because something newer comes. */
  giveUpSession(sessionId: string, replaced: boolean): void {
    for (const pending of this.#pending.values()) {
      const { request } = pending
      if ('key' in request && request.key.id === sessionId && !(replaced && pending.call !== 'analyse')) {
        this.#giveUp(pending, replaced ? this.#patience.supersedeMs : this.#patience.cancelMs)
      }
    }
  }

  get isIdle(): boolean {
    return this.#pending.size === 0
  }

  end(reason: EngineFailure | WorkerReplaced): void {
    if (this.#ended) return
    this.#ended = true
    this.#onEnd()
    this.#watchdog.watch(false)
    this.#link.then(
      (link) => {
        link.end()
      },
      () => undefined,
    )
    for (const pending of this.#pending.values()) pending.fail(reason)
    this.#pending.clear()
  }

  #giveUp(pending: PendingCall, graceMs: number): void {
    if (pending.settled) return
    pending.fail(new EngineFailure(cancelled))
    this.#post({ type: 'abort', id: pending.id })
    setTimeout(() => {
      // A run cannot be interrupted from within: only killing the worker stops it. Another call's run is left in peace.
      const others = [...this.#pending.values()].some((other) => other !== pending && other.deaf && !other.settled)
      if (this.#pending.has(pending.id) && !others) this.end(new WorkerReplaced())
    }, graceMs)
  }

  #take(message: WorkerToPage): void {
    this.#watchdog.heard()
    if (!('id' in message)) return
    const pending = this.#pending.get(message.id)
    if (message.type !== 'progress') this.#pending.delete(message.id)
    pending?.take(message)
    if (message.type === 'error' && message.broken) this.end(new WorkerReplaced())
    else this.#update()
  }

  #update(): void {
    const pending = [...this.#pending.values()]
    this.#watchdog.watch(pending.length > 0 && !pending.some(({ deaf }) => deaf))
  }

  #die(reason: string): void {
    this.end(failure(t('The attention engine stopped ({0}); show the attention again to start it anew.', reason)))
  }

  #post(message: PageToWorker): void {
    this.#link.then(
      (link) => {
        if (!this.#ended) link.post(message)
      },
      () => undefined,
    )
  }
}

function failure(message: string): EngineFailure {
  return new EngineFailure({ message, blame: 'internal' })
}
