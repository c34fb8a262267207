import { GazeError } from '../gazeError.ts'

/**
 * The scores v·tanh(W q + U k) of one query with keys (Bahdanau et al. 2015, arXiv:1409.0473), a number a key: `query` is W q,
 * [inner], `keys` U k, [keys, inner], `energy` v, [inner]. Throws where the shapes do not fit.
 */
export function additiveScores(query: Float32Array, keys: Float32Array, energy: Float32Array): Float32Array {
  const inner = energy.length
  const count = keys.length / inner
  if (query.length !== inner || !Number.isInteger(count)) {
    throw new GazeError(
      `Additive attention of ${String(inner)} units cannot score a query of ${String(query.length)} and keys of ${String(keys.length)} numbers.`,
      'internal',
    )
  }
  return Float32Array.from({ length: count }, (_, key) => {
    let score = 0
    for (let unit = 0; unit < inner; unit++) score += energy[unit]! * Math.tanh(query[unit]! + keys[key * inner + unit]!)
    return score
  })
}
