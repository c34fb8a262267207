import { GazeError, type ReadOptions } from '../../core/index.ts'
import type { PageToWorker, WorkerToPage } from '../../protocol/engine.ts'
import { t } from '../l10n/translate.ts'

interface Read {
  readonly buffer: Uint8Array<ArrayBuffer>
  loaded: number
  readonly onProgress: ReadOptions['onProgress']
  readonly resolve: (bytes: Uint8Array<ArrayBuffer>) => void
  readonly reject: (reason: unknown) => void
}

/** Reads files through the page, each straight into one buffer of its length. */
export class PageFiles {
  readonly #post: (message: WorkerToPage) => void
  readonly #reads = new Map<number, Read>()
  #count = 0

  constructor(post: (message: WorkerToPage) => void) {
    this.#post = post
  }

  async read(uri: string, bytes: number, { signal, onProgress }: ReadOptions): Promise<Uint8Array<ArrayBuffer>> {
    signal?.throwIfAborted()
    const read = ++this.#count
    const giveUp = () => {
      this.#post({ type: 'unread', read })
      this.#reads.get(read)?.reject((signal as { reason?: unknown } | undefined)?.reason)
    }
    // Core's AbortSignal is the least that every host has; this one is the worker's own.
    const own = signal as globalThis.AbortSignal | undefined
    own?.addEventListener('abort', giveUp, { once: true })
    try {
      return await new Promise((resolve, reject) => {
        this.#reads.set(read, { buffer: allocate(uri, bytes), loaded: 0, onProgress, resolve, reject })
        this.#post({ type: 'read', read, uri, bytes })
      })
    } finally {
      own?.removeEventListener('abort', giveUp)
      this.#reads.delete(read)
    }
  }

  /** Takes what the page sends; whether the message was about files. */
  take(message: PageToWorker): boolean {
    if (message.type !== 'part' && message.type !== 'end') return false
    const read = this.#reads.get(message.read)
    if (!read) return true
    if (message.type === 'part') {
      const part = new Uint8Array(message.part)
      // A file longer than it was listed is the page's to report, at its end.
      read.buffer.set(part.subarray(0, read.buffer.length - read.loaded), read.loaded)
      read.loaded = Math.min(read.buffer.length, read.loaded + part.length)
      read.onProgress?.(read.loaded, read.buffer.length)
    } else if (message.failure) read.reject(new GazeError(message.failure.message, message.failure.blame))
    else read.resolve(read.buffer)
    return true
  }
}

function allocate(uri: string, bytes: number): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(bytes)
  } catch (cause) {
    throw new GazeError(t('There is no memory for the {0} MB of {1}; choose a smaller model.', Math.ceil(bytes / 2 ** 20), uri), 'input', { cause })
  }
}
