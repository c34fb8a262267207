import type { PageToWorker, WorkerToPage } from '../../protocol/engine.ts'
import { EngineFailure } from './engineFailure.ts'
import { fetchFile } from './fetchFile.ts'

/** Fetches the files a worker asks for and streams them to it. */
export function fileServer(post: (message: PageToWorker, transfer?: Transferable[]) => void) {
  const reads = new Map<number, AbortController>()

  async function serve(read: number, uri: string, bytes: number): Promise<void> {
    const controller = new AbortController()
    reads.set(read, controller)
    try {
      await fetchFile(uri, { name: fileName(uri), bytes, signal: controller.signal }, (block) => {
        if (!controller.signal.aborted) post({ type: 'part', read, part: block.buffer }, [block.buffer])
      })
      if (!controller.signal.aborted) post({ type: 'end', read })
    } catch (error) {
      const failure = error instanceof EngineFailure ? error.failure : { message: String(error), blame: 'internal' as const }
      if (!controller.signal.aborted) post({ type: 'end', read, failure })
    } finally {
      reads.delete(read)
    }
  }

  return {
    /** Whether the message was about files. */
    take(message: WorkerToPage): boolean {
      if (message.type === 'read') void serve(message.read, message.uri, message.bytes)
      else if (message.type === 'unread') reads.get(message.read)?.abort()
      else return false
      return true
    },
    end(): void {
      for (const controller of reads.values()) controller.abort()
    },
  }
}

function fileName(uri: string): string {
  const path = uri.replace(/[?#].*$/, '')
  try {
    return decodeURIComponent(path.slice(path.lastIndexOf('/') + 1))
  } catch {
    return path
  }
}
