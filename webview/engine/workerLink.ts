import type { PageToWorker, WorkerToPage } from '../../protocol/engine.ts'
import { t, usedTranslations } from '../l10n/translate.ts'
import type { WorkerAssets } from './loadAssets.ts'
import { fileServer } from './fileServer.ts'

/** One worker's life. After `end`, nothing is heard of it. */
export interface WorkerLink {
  post(message: PageToWorker, transfer?: Transferable[]): void
  end(): void
}

export interface LinkListener {
  onMessage(message: WorkerToPage): void
  /** It died by itself: an uncaught error, or an answer that cannot be read. */
  onDeath(reason: string): void
}

/** Starts a worker, gives it the runtime, and serves the files it asks for. */
export function openLink(assets: WorkerAssets, listener: LinkListener): WorkerLink {
  const worker = new Worker(assets.script, { type: 'module', name: 'token-gaze' })
  const post = (message: PageToWorker, transfer: Transferable[] = []) => {
    worker.postMessage(message, transfer)
  }
  const files = fileServer(post)
  worker.onmessage = (event: MessageEvent<WorkerToPage>) => {
    if (!files.take(event.data)) listener.onMessage(event.data)
  }
  worker.onerror = (event) => {
    event.preventDefault()
    listener.onDeath(event.message || t('its script did not start'))
  }
  worker.onmessageerror = () => {
    listener.onDeath(t('its answer could not be read'))
  }
  post({ type: 'start', wasm: assets.wasm, ...usedTranslations() })
  return {
    post,
    end() {
      worker.onmessage = worker.onerror = worker.onmessageerror = null
      worker.terminate()
      files.end()
    },
  }
}
