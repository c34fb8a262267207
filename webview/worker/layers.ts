import type { CapturedTensor, Encoding, GazeModel } from '../../core/index.ts'

/** A text's layers of weights, wherever they come from. */
export interface Layers {
  readonly count: number
  get(index: number): Promise<CapturedTensor>
  /** Milliseconds the model ran for them so far. */
  runMs(): number
}

/** Layers that are in memory. */
export function allLayers(captured: readonly CapturedTensor[], runMs: number): Layers {
  return { count: captured.length, get: (index) => Promise.resolve(captured[index]!), runMs: () => runMs }
}

/** Layers of a text so long that only one is held at a time: each costs a run of the model. */
export function eachLayer(model: GazeModel, encoding: Encoding, signal: AbortSignal): Layers {
  let total = 0
  return {
    count: model.info.sites.length,
    async get(index) {
      const { attention, runMs } = await model.capture(encoding, { sites: [index], signal })
      total += runMs
      return attention[0]!
    },
    runMs: () => total,
  }
}
