import { GazeError } from '../gazeError.ts'
import type { CapturedTensor } from '../model/gazeModel.ts'
import { headWeights, type HeadWeights } from './headWeights.ts'
import { meanOverHeads, meanOverLayers } from './meanWeights.ts'

/**
 * The weights of a choice of layer and head, counted from 0: one head (a view), the mean over a layer's heads, over
 * one head number in all layers, or over everything. Throws where there is no such layer or head.
 */
export function chooseWeights(layers: readonly CapturedTensor[], layer: number | 'mean', head: number | 'mean'): HeadWeights {
  if (layer === 'mean') return meanOverLayers(head === 'mean' ? layers : layers.map((each) => oneHead(each, head)))
  const chosen = layers[layer]
  if (!chosen) {
    throw new GazeError(`There is no layer ${String(layer + 1)}; choose one from 1 to ${String(layers.length)}.`)
  }
  return head === 'mean' ? meanOverHeads(chosen) : headWeights(chosen, head)
}

function oneHead(layer: CapturedTensor, head: number): CapturedTensor {
  const { queries, keys, weights } = headWeights(layer, head)
  return { name: layer.name, shape: [1, queries, keys], data: weights }
}
