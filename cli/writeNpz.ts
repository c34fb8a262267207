import { open, rename, rm, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { GazeError, npzParts, type NpyArray } from '../core/index.ts'

/** Says early, before a model is loaded, that a file could not be written where it is wanted. */
export async function checkWritable(path: string): Promise<void> {
  const folder = dirname(resolve(path))
  const info = await stat(folder).catch(() => undefined)
  if (!info?.isDirectory()) throw new GazeError(`${path} cannot be written because ${folder} is no folder: create it first.`)
  const there = await stat(path).catch(() => undefined)
  if (there?.isDirectory()) throw new GazeError(`${path} is a folder: give the name of a file to write.`)
}

/** Writes arrays as an NPZ file; one that was there is replaced only when all of the new one is on disk. */
export async function writeNpz(path: string, arrays: readonly NpyArray[]): Promise<void> {
  const parts = npzParts(arrays)
  const partial = `${path}.${process.pid}.partial`
  try {
    const file = await open(partial, 'w')
    try {
      for (const part of parts) await file.writeFile(part)
    } finally {
      await file.close()
    }
    await rename(partial, path)
  } catch (cause) {
    await rm(partial, { force: true })
    throw new GazeError(`${path} cannot be written (${(cause as NodeJS.ErrnoException).code ?? 'unknown'}): choose another place.`, 'input', { cause })
  }
}
