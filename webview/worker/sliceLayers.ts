import { chooseWeights, GazeError, type HeadWeights } from '../../core/index.ts'
import type { AttentionSlice, HeadChoice } from '../../protocol/attention.ts'
import type { Layers } from './layers.ts'

/** The weights of a choice of layer and head, in an array of its own. */
export async function sliceLayers(layers: Layers, choice: HeadChoice): Promise<AttentionSlice> {
  const { layer, head } = choice
  if (layer === 'mean') return { choice, ...(await meanOverLayers(layers, head)) }
  if (!(layer >= 0 && layer < layers.count)) {
    throw new GazeError(`There is no layer ${String(layer + 1)}; choose one from 1 to ${String(layers.count)}.`)
  }
  const { queries, keys, weights } = chooseWeights([await layers.get(layer)], 0, head)
  return { choice, queries, keys, weights: head === 'mean' ? weights : weights.slice() }
}

/** The mean over all heads (or one head number) of all layers, with one layer in hand at a time. */
async function meanOverLayers(layers: Layers, head: number | 'mean'): Promise<HeadWeights> {
  let sum: HeadWeights | undefined
  let heads = 0
  for (let index = 0; index < layers.count; index++) {
    const layer = await layers.get(index)
    const { queries, keys, weights } = chooseWeights([layer], 0, head)
    sum ??= { queries, keys, weights: new Float32Array(queries * keys) }
    if (sum.queries !== queries || sum.keys !== keys) throw new GazeError(`${layer.name} has another size than the layers before it, so they have no mean; choose one layer.`)
    const share = head === 'mean' ? layer.shape[0] : 1
    for (let i = 0; i < weights.length; i++) sum.weights[i]! += share * weights[i]!
    heads += share
  }
  if (!sum) throw new GazeError('The model has no layer to average over; choose a model with attention.')
  for (let i = 0; i < sum.weights.length; i++) sum.weights[i]! /= heads
  return sum
}
