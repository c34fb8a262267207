import { GazeError, type ModelFolder, type ReadOptions } from '../../core/index.ts'
import type { ModelFile, ModelSource } from '../../protocol/model.ts'
import type { PageFiles } from './pageFiles.ts'

/** A model's folder behind the page: files are read through it, and checked where their sha256 is known. */
export function pageFolder(source: ModelSource, files: PageFiles): ModelFolder {
  return {
    name: source.label,
    list: () => Promise.resolve(source.files.map(({ path }) => path)),
    async read(path, options: ReadOptions = {}) {
      const file = source.files.find((each) => each.path === path)
      if (!file) throw new GazeError(`${source.label} has no file ${path}; choose another model.`)
      const uri = source.baseUri + path.split('/').map(encodeURIComponent).join('/')
      const bytes = await files.read(uri, file.bytes, options)
      await verify(source.label, file, bytes)
      options.signal?.throwIfAborted()
      return bytes
    },
  }
}

async function verify(model: string, { path, sha256 }: ModelFile, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  if (sha256 === undefined) return
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
  if (hex !== sha256) {
    throw new GazeError(`${path} of ${model} is damaged: its sha256 is ${hex.slice(0, 12)}… where ${sha256.slice(0, 12)}… was expected; reinstall the extension.`)
  }
}
