import { GazeError } from '../gazeError.ts'
import type { HeadWeights } from './headWeights.ts'

/**
 * Attention with the residual connection in it, 0.5 A + 0.5 I with rows made to sum to 1 again (Abnar & Zuidema 2020,
 * arXiv:2005.00928, section 3), [tokens, tokens]; a row that is masked throughout keeps to itself. Throws where queries
 * and keys are not the same tokens.
 */
export function residualWeights({ queries, keys, weights }: HeadWeights): HeadWeights {
  if (queries !== keys) {
    throw new GazeError(
      `Rollout and flow follow tokens through self-attention, and a layer of ${String(queries)} queries and ${String(keys)} keys is none; choose weights or norms for it.`,
    )
  }
  const mixed = new Float32Array(weights.length)
  for (let row = 0; row < queries; row++) {
    const start = row * keys
    let sum = 0
    for (let i = start; i < start + keys; i++) sum += weights[i]!
    if (sum > 0) for (let i = start; i < start + keys; i++) mixed[i] = weights[i]! / (sum + 1)
    mixed[start + row]! += sum > 0 ? 1 / (sum + 1) : 1
  }
  return { queries, keys, weights: mixed }
}

/** Throws where a layer is not [tokens, tokens] like those before it. */
export function requireSize({ queries }: HeadWeights, tokens: number): void {
  if (queries === tokens) return
  throw new GazeError(`One layer has ${String(queries)} tokens and another ${String(tokens)}, so nothing can be followed through both; choose the layers of one text.`)
}
