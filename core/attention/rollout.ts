import { GazeError } from '../gazeError.ts'
import type { HeadWeights } from './headWeights.ts'
import { pacer, type Pace } from './pacer.ts'
import { requireSize, residualWeights } from './residualWeights.ts'

/**
 * Attention rollout (Abnar & Zuidema 2020, arXiv:2005.00928): the product of `residualWeights` of layers 1 to N, last layer
 * leftmost, so that row q is the share of each input token in token q after layer N; rows sum to 1. Layers are given
 * from the first, each [tokens, tokens] with its heads pooled. Costs N x tokens^3 multiplications; throws once cancelled.
 */
export async function rollout(layers: Iterable<HeadWeights> | AsyncIterable<HeadWeights>, pace: Pace = {}): Promise<HeadWeights> {
  const step = pacer(pace)
  let rolled: HeadWeights | undefined
  for await (const layer of layers) {
    const next = residualWeights(layer)
    if (rolled) {
      requireSize(next, rolled.queries)
      for (let row = 0; row < next.queries; row++) {
        await step()
        multiplyRow(next, row, rolled)
      }
    }
    rolled = next
  }
  if (!rolled) throw new GazeError('There is no layer to roll out; choose a model with attention.')
  return rolled
}

/** Puts a row of left x right in its place in `left`, which needs that row no more. */
function multiplyRow({ keys, weights }: HeadWeights, row: number, right: HeadWeights): void {
  const sums = new Float64Array(keys)
  for (let middle = 0; middle < keys; middle++) {
    const factor = weights[row * keys + middle]!
    if (factor === 0) continue
    for (let i = 0, from = middle * keys; i < keys; i++) sums[i]! += factor * right.weights[from + i]!
  }
  weights.set(sums, row * keys)
}
