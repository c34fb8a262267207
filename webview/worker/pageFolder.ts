import { GazeError, type ModelFolder, type ReadOptions } from '../../core/index.ts'
import type { ModelFile, ModelSource } from '../../protocol/model.ts'
import { t } from '../l10n/translate.ts'
import type { PageFiles } from './pageFiles.ts'

/** A model's folder behind the page: files are read through it, and checked where their sha256 is known. */
export function pageFolder(source: ModelSource, files: PageFiles): ModelFolder {
  return {
    name: source.label,
    list: () => Promise.resolve(source.files.map(({ path }) => path)),
    async read(path, options: ReadOptions = {}) {
      const file = source.files.find((each) => each.path === path)
      if (!file) throw new GazeError(t('{0} has no file {1}; choose another model.', source.label, path))
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
    throw new GazeError(t('{0} of {1} is damaged: its sha256 is {2}… where {3}… was expected; reinstall the extension.', path, model, hex.slice(0, 12), sha256.slice(0, 12)))
  }
}
