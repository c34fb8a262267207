import { GazeError } from '../gazeError.ts'
import type { CapturedTensor } from '../model/gazeModel.ts'
import { headWeights, type HeadWeights } from './headWeights.ts'

/** How several heads become one matrix, entry by entry. Rows of a mean still sum to 1; of a max or min they do not. */
export type Pool = 'mean' | 'max' | 'min'

/** Heads of one size pooled one after another, so that only the sum is held; `result` throws where none was added. */
export class HeadPool {
  readonly #pool: Pool
  #result: HeadWeights | undefined
  #count = 0

  constructor(pool: Pool) {
    this.#pool = pool
  }

  /** `times`: how many heads of a mean it stands for. */
  add({ queries, keys, weights }: HeadWeights, times = 1): void {
    this.#count += times
    if (!this.#result) {
      this.#result = { queries, keys, weights: weights.slice() }
      return
    }
    const { weights: pooled, ...size } = this.#result
    if (size.queries !== queries || size.keys !== keys) {
      throw new GazeError(
        `One head is ${String(queries)} x ${String(keys)} and another ${String(size.queries)} x ${String(size.keys)}, so they cannot be pooled; choose heads of one layer.`,
      )
    }
    if (this.#pool === 'mean') for (let i = 0; i < pooled.length; i++) pooled[i]! += (weights[i]! - pooled[i]!) * (times / this.#count)
    else if (this.#pool === 'max') for (let i = 0; i < pooled.length; i++) pooled[i] = Math.max(pooled[i]!, weights[i]!)
    else for (let i = 0; i < pooled.length; i++) pooled[i] = Math.min(pooled[i]!, weights[i]!)
  }

  result(): HeadWeights {
    if (!this.#result) throw new GazeError('There is no head to pool; choose at least one.')
    return this.#result
  }
}

/** The mean, max or min of any heads, [queries, keys]; throws where there are none or their sizes differ. */
export function poolHeads(heads: Iterable<HeadWeights>, pool: Pool): HeadWeights {
  const pooled = new HeadPool(pool)
  for (const head of heads) pooled.add(head)
  return pooled.result()
}

/**
 * The weights of a choice of layer and head, each a number from 0 or a pool. One pool for both takes every head of every
 * layer alike; two different ones pool the heads within each layer first. One head of one layer is a view.
 */
export function poolWeights(layers: readonly CapturedTensor[], layer: number | Pool, head: number | Pool): HeadWeights {
  if (typeof layer === 'number') return poolLayer(layerAt(layers, layer), head)
  if (layer === head) return poolHeads(layers.flatMap((each) => [...headsOf(each)]), layer)
  return poolHeads(layers.map((each) => poolLayer(each, head)), layer)
}

/** Every head of a layer, as views. */
export function* headsOf(layer: CapturedTensor): Generator<HeadWeights> {
  for (let head = 0; head < layer.shape[0]; head++) yield headWeights(layer, head)
}

function poolLayer(layer: CapturedTensor, head: number | Pool): HeadWeights {
  return typeof head === 'number' ? headWeights(layer, head) : poolHeads(headsOf(layer), head)
}

function layerAt(layers: readonly CapturedTensor[], layer: number): CapturedTensor {
  const chosen = layers[layer]
  if (chosen) return chosen
  throw new GazeError(`There is no layer ${String(layer + 1)}; choose one from 1 to ${String(layers.length)}.`)
}
