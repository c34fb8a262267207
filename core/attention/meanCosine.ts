import { dotProduct } from './dotProduct.ts'
import type { Representations } from './representationCosines.ts'

/**
 * The mean cosine of every two representations, those that are zero or that `take` leaves out not counted; NaN of fewer
 * than two. Near 1 where all point the same way (anisotropy, Ethayarajh 2019, arXiv:1909.00512).
 */
export function meanCosine({ tokens, hidden, data }: Representations, take: (token: number) => boolean = () => true): number {
  const sum = new Float64Array(hidden)
  let count = 0
  for (let token = 0; token < tokens; token++) {
    const length = Math.sqrt(dotProduct(data, token * hidden, data, token * hidden, hidden))
    if (length === 0 || !take(token)) continue
    for (let i = 0; i < hidden; i++) sum[i]! += data[token * hidden + i]! / length
    count++
  }
  // The square of the sum of unit vectors is each with each other, twice, and each with itself.
  return count < 2 ? NaN : (dotProduct(sum, 0, sum, 0, hidden) - count) / (count * (count - 1))
}
