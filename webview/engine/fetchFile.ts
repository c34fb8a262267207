import { t } from '../l10n/translate.ts'
import { BlockWriter } from './blockWriter.ts'
import { EngineFailure } from './engineFailure.ts'

export interface FetchOptions {
  /** What to call the file in errors. */
  readonly name: string
  /** How long it must be; not checked where unknown. */
  readonly bytes?: number
  readonly signal: AbortSignal
}

/** Attempts without a byte of progress before a file is given up. */
const retries = 5

/**
 * Fetches a file and hands it on in blocks that the receiver may keep. Asks for an open range, because VS Code's
 * webviews keep a copy of every plain GET for good; takes up where a response breaks off; and takes the whole file
 * from a server that does not know ranges. Rejects with an EngineFailure that names the file.
 */
export async function fetchFile(uri: string, options: FetchOptions, onBlock: (block: Uint8Array<ArrayBuffer>) => void): Promise<void> {
  const { name, bytes, signal } = options
  const blocks = new BlockWriter(onBlock)
  for (let failures = 0; ; ) {
    const before = blocks.written
    try {
      const response = await fetch(uri, { headers: { Range: `bytes=${String(before)}-` }, cache: 'no-store', signal })
      if (response.status === 416) break
      if (!response.ok) throw refusal(name, response.status)
      await copyBody(response, before, blocks)
    } catch (error) {
      if (signal.aborted) throw new EngineFailure({ message: 'Cancelled.', blame: 'cancelled' })
      if (error instanceof EngineFailure) throw error
      failures = blocks.written > before ? 1 : failures + 1
      if (failures > retries) throw unreadable(name, error)
      continue
    }
    if (bytes === undefined || blocks.written >= bytes || blocks.written === before) break
  }
  if (bytes !== undefined && blocks.written !== bytes) {
    throw new EngineFailure({
      message: t('{0} has {1} bytes where {2} were expected; the file is damaged or has changed: choose the model again, or put the file back.', name, blocks.written, bytes),
      blame: 'input',
    })
  }
  blocks.flush()
}

/** Writes what of a response's body lies beyond the first `from` bytes of the file. */
async function copyBody(response: Response, from: number, blocks: BlockWriter): Promise<void> {
  const range = /^bytes (\d+)-/.exec(response.headers.get('Content-Range') ?? '')
  const start = range ? Number(range[1]) : response.status === 206 ? from : 0
  if (start > from) throw new Error(`the answer begins at byte ${String(start)} instead of ${String(from)}`)
  let skip = from - start
  if (!response.body) return
  const reader = response.body.getReader()
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    const skipped = Math.min(skip, chunk.value.length)
    skip -= skipped
    blocks.write(chunk.value.subarray(skipped))
  }
}

function refusal(name: string, status: number): EngineFailure {
  const message =
    status === 404
      ? t('{0} was not found; put the file back, or choose another model.', name)
      : t('{0} could not be read (the editor answered {1}); try again, or choose another model.', name, status)
  return new EngineFailure({ message, blame: 'input' })
}

function unreadable(name: string, error: unknown): EngineFailure {
  const reason = error instanceof Error ? error.message : String(error)
  return new EngineFailure({ message: t('{0} could not be read ({1}); try again, or choose another model.', name, reason), blame: 'input' })
}
