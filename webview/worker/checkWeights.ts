import type { CapturedTensor } from '../../core/index.ts'

/**
 * Throws where a layer's first head is not attention: rows must sum to 1, or to 0 where all is masked, but not all of
 * them. A graphics driver can give garbage without an error, which is not to be shown.
 */
export function checkWeights({ name, shape: [, queries, keys], data }: CapturedTensor): void {
  let rows = 0
  for (let query = 0; query < queries; query++) {
    let sum = 0
    for (let key = 0; key < keys; key++) sum += data[query * keys + key]!
    if (Math.abs(sum - 1) < 0.02) rows++
    else if (!(Math.abs(sum) < 0.02)) throw new Error(`row ${String(query + 1)} of ${name} sums to ${sum.toFixed(3)} instead of 1`)
  }
  if (rows === 0) throw new Error(`${name} came back empty`)
}
