import { GazeError } from '../gazeError.ts'
import { dotProduct } from './dotProduct.ts'

/** The matrices of additive attention, row-major: W [inner, query d], U [inner, key d], v [inner]. */
export interface AdditiveWeights {
  readonly w: Float32Array
  readonly u: Float32Array
  readonly v: Float32Array
}

/**
 * The scores v·tanh(W q + U k) of one query [query d] with keys [keys, key d] (Bahdanau et al. 2015, arXiv:1409.0473):
 * a number a key, to be given to `softmaxSteps`. Throws where the shapes do not fit.
 */
export function additiveScores(query: Float32Array, keys: Float32Array, { w, u, v }: AdditiveWeights): Float32Array {
  const inner = v.length
  const size = u.length / inner
  const count = keys.length / size
  if (w.length !== inner * query.length || !Number.isInteger(size) || !Number.isInteger(count)) {
    throw new GazeError(
      `Additive attention of ${String(inner)} units cannot score a query of ${String(query.length)} and keys of ${String(keys.length)} numbers with matrices of ${String(w.length)} and ${String(u.length)}.`,
      'internal',
    )
  }
  const asked = Float64Array.from({ length: inner }, (_, i) => dotProduct(w, i * query.length, query, 0, query.length))
  return Float32Array.from({ length: count }, (_, key) => {
    let score = 0
    for (let i = 0; i < inner; i++) score += v[i]! * Math.tanh(asked[i]! + dotProduct(u, i * size, keys, key * size, size))
    return score
  })
}
