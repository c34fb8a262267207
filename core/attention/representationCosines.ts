import { GazeError } from '../gazeError.ts'
import { dotProduct } from './dotProduct.ts'

/** What one layer makes of each token, [tokens, hidden]. */
export interface Representations {
  readonly tokens: number
  readonly hidden: number
  readonly data: Float32Array
}

/**
 * The cosine of each pair of the chosen tokens' representations layer by layer, [layers, chosen, chosen], -1 to 1; NaN where
 * a representation is zero. The same word in two contexts starts near 1 and parts (Ethayarajh 2019, arXiv:1909.00512,
 * who also shows that any two tokens may be far from 0). Throws where there is no such token.
 */
export function representationCosines(layers: Iterable<Representations>, chosen: readonly number[]): Float32Array {
  const cosines: Float32Array[] = []
  for (const { tokens, hidden, data } of layers) {
    const vectors = chosen.map((token) => {
      if (Number.isInteger(token) && token >= 0 && token < tokens) return data.subarray(token * hidden, (token + 1) * hidden)
      throw new GazeError(`There is no token ${String(token)} among ${String(tokens)}, counted from 0.`)
    })
    cosines.push(pairwise(vectors))
  }
  const size = chosen.length ** 2
  const all = new Float32Array(cosines.length * size)
  cosines.forEach((each, layer) => { all.set(each, layer * size) })
  return all
}

function pairwise(vectors: readonly Float32Array[]): Float32Array {
  const squares = vectors.map((vector) => dotProduct(vector, 0, vector, 0, vector.length))
  const count = vectors.length
  const cosines = new Float32Array(count * count)
  for (let a = 0; a < count; a++) {
    for (let b = 0; b <= a; b++) {
      const cosine = dotProduct(vectors[a]!, 0, vectors[b]!, 0, vectors[a]!.length) / Math.sqrt(squares[a]! * squares[b]!)
      cosines[a * count + b] = cosines[b * count + a] = Math.max(-1, Math.min(1, cosine))
    }
  }
  return cosines
}
