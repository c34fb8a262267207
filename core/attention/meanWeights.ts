import { GazeError } from '../gazeError.ts'
import type { CapturedTensor } from '../model/gazeModel.ts'
import { headWeights, type HeadWeights } from './headWeights.ts'

/** Adds `factor` times the weights of every head of a layer to `sum`, a [queries, keys] matrix of the same size. */
export function addHeads(sum: Float32Array, layer: CapturedTensor, factor: number): void {
  for (let head = 0; head < layer.shape[0]; head++) {
    const { weights } = headWeights(layer, head)
    for (let i = 0; i < weights.length; i++) sum[i]! += factor * weights[i]!
  }
}

/** The mean over a layer's heads. */
export function meanOverHeads(layer: CapturedTensor): HeadWeights {
  return meanOverLayers([layer])
}

/** The mean over all heads of all layers, every head counting the same; throws where their sizes differ. */
export function meanOverLayers(layers: readonly CapturedTensor[]): HeadWeights {
  const first = layers[0]
  if (!first) throw new GazeError('There is no layer to average over; choose a model with attention.')
  const [, queries, keys] = first.shape
  const heads = layers.reduce((sum, layer) => sum + layer.shape[0], 0)
  const weights = new Float32Array(queries * keys)
  for (const layer of layers) {
    if (layer.shape[1] !== queries || layer.shape[2] !== keys) {
      throw new GazeError(
        `${layer.name} is ${String(layer.shape[1])} x ${String(layer.shape[2])} and ${first.name} ${String(queries)} x ${String(keys)}, so they have no mean; choose one layer.`,
      )
    }
    addHeads(weights, layer, 1 / heads)
  }
  return { queries, keys, weights }
}
