import type { CapturedTensor } from '../../core/index.ts'
import type { EngineCalls } from '../../protocol/engine.ts'

/** Layers as they are recorded, unless they are too large for it. */
export function allWeights(layers: readonly CapturedTensor[], { most }: EngineCalls['weights']['request']): EngineCalls['weights']['reply'] {
  if (!fits(layers, most)) return { layers: null }
  return { layers: layers.map(({ name, shape: [heads, queries, keys], data }) => ({ name, heads, queries, keys, weights: data })) }
}

export function fits(layers: readonly CapturedTensor[], most: number): boolean {
  return layers.reduce((bytes, { data }) => bytes + data.byteLength, 0) <= most
}
