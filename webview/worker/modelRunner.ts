import { GazeError, type GazeModel } from '../../core/index.ts'
import type { Backend, BackendChoice, ModelSource } from '../../protocol/model.ts'
import { t } from '../l10n/translate.ts'
import { chooseBackends } from './chooseBackends.ts'
import type { PageFiles } from './pageFiles.ts'
import { ModelCache, type LoadOptions } from './modelCache.ts'
import { oneLine } from './oneLine.ts'

export interface LoadedModel {
  readonly model: GazeModel
  readonly backend: Backend
  readonly loadMs: number
  /** Why it is not the backend that was preferred. */
  readonly notes: readonly string[]
}

/** Finds a backend on which a model works, and remembers on which it did not. */
export class ModelRunner {
  readonly #models: ModelCache
  readonly #fallbacks = new Map<string, string>()

  constructor(files: PageFiles) {
    this.#models = new ModelCache(files)
  }

  /** Loads the model and uses it; where 'auto' took WebGPU and either fails, does it once more on WASM. */
  async use<T>(source: ModelSource, choice: BackendChoice, options: LoadOptions, use: (loaded: LoadedModel) => Promise<T>): Promise<T> {
    const backends = await chooseBackends(choice)
    const fallback = choice === 'auto' ? this.#fallbacks.get(source.id) : undefined
    if (backends.length === 1 || fallback !== undefined) {
      return this.#attempt(source, backends.at(-1)!, options, fallback ? [fallback] : [], use)
    }
    try {
      return await this.#attempt(source, backends[0]!, options, [], use)
    } catch (error) {
      if (error instanceof GazeError && error.blame === 'cancelled') throw error
      const note = t('WebGPU could not run {0} ({1}), so WASM did.', source.label, oneLine(error))
      const result = await this.#attempt(source, backends[1]!, options, [note], use)
      this.#fallbacks.set(source.id, note)
      return result
    }
  }

  async #attempt<T>(source: ModelSource, backend: Backend, options: LoadOptions, notes: string[], use: (loaded: LoadedModel) => Promise<T>): Promise<T> {
    const { model, loadMs } = await this.#models.get(source, backend, options)
    try {
      return await use({ model, backend, loadMs, notes })
    } catch (error) {
      // A session whose run failed (a lost device, no memory) may fail for ever: load it anew next time.
      if (!(error instanceof GazeError) || error.blame === 'internal') this.#models.drop(source, backend)
      throw error
    }
  }
}
