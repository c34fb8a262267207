import { createHash } from 'node:crypto'
import { open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { GazeError, throwIfCancelled, type ModelFolder } from '../core/index.ts'

const chunkBytes = 8 * 2 ** 20

/**
 * A model's folder on disk. Files whose sha256 is known (bundled models) are checked as they are read; reading rejects
 * with a GazeError that names the file.
 */
export function nodeFolder(path: string, name: string, sha256: ReadonlyMap<string, string> = new Map()): ModelFolder {
  return {
    name,
    async list() {
      const top = await readdir(path)
      const inner = await Promise.all(
        top.map(async (entry) => {
          const info = await stat(join(path, entry)).catch(() => undefined)
          if (!info?.isDirectory()) return info ? [entry] : []
          const below = await readdir(join(path, entry)).catch(() => [])
          return below.map((file) => `${entry}/${file}`)
        }),
      )
      return inner.flat()
    },
    async read(file, { signal, onProgress } = {}) {
      const handle = await open(join(path, file)).catch((cause: unknown) => {
        throw new GazeError(`${name} has no readable file ${file}: put it there, or choose another folder.`, 'input', { cause })
      })
      try {
        const { size } = await handle.stat()
        const bytes = new Uint8Array(size)
        for (let at = 0; at < size; ) {
          throwIfCancelled(signal)
          const { bytesRead } = await handle.read(bytes, at, Math.min(chunkBytes, size - at), at)
          if (bytesRead === 0) throw new GazeError(`${file} of ${name} became shorter while it was read: try again.`)
          at += bytesRead
          onProgress?.(at, size)
        }
        verify(bytes, file, name, sha256.get(file))
        return bytes
      } finally {
        await handle.close()
      }
    },
  }
}

function verify(bytes: Uint8Array, file: string, name: string, expected: string | undefined): void {
  if (expected !== undefined && createHash('sha256').update(bytes).digest('hex') !== expected) {
    throw new GazeError(`${file} of the bundled model ${name} is not what was shipped (its sha256 differs): install Token Gaze again.`)
  }
}
