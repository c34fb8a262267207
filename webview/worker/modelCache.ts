import { openModel, type GazeModel, type LoadProgress } from '../../core/index.ts'
import type { Backend, ModelSource } from '../../protocol/model.ts'
import type { PageFiles } from './pageFiles.ts'
import { LruCache } from './lruCache.ts'
import { ortRuntime } from './ortRuntime.ts'
import { pageFolder } from './pageFolder.ts'

export interface LoadOptions {
  readonly signal: AbortSignal
  readonly onProgress: (progress: LoadProgress) => void
}

/** Enough to compare two, without filling the wasm memory, which only ever grows. */
const keptModels = 2

/** The models that are loaded, on their backends. */
export class ModelCache {
  readonly #files: PageFiles
  readonly #models = new LruCache<GazeModel>(keptModels, () => 1, (model) => void model.dispose().catch(() => undefined))

  constructor(files: PageFiles) {
    this.#files = files
  }

  /** Loads a model unless it is there; `loadMs` is 0 where it was. A folder whose files changed is another model. */
  async get(source: ModelSource, backend: Backend, options: LoadOptions): Promise<{ model: GazeModel; loadMs: number }> {
    const key = cacheKey(source, backend)
    const kept = this.#models.get(key)
    if (kept) return { model: kept, loadMs: 0 }
    const model = await openModel(pageFolder(source, this.#files), ortRuntime(backend), { ...options, encoderDecoders: true })
    this.#models.set(key, model)
    return { model, loadMs: model.loadMs }
  }

  /** Forgets a model that failed. */
  drop(source: ModelSource, backend: Backend): void {
    this.#models.delete(cacheKey(source, backend))
  }
}

function cacheKey({ id, files }: ModelSource, backend: Backend): string {
  return JSON.stringify([id, backend, files.map(({ path, bytes, sha256 }) => [path, bytes, sha256])])
}
