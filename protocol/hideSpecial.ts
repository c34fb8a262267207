import type { AttentionSlice } from './attention.ts'
import { rowsSumToOne } from './choice.ts'
import type { SpecialMode } from './views.ts'

/**
 * A slice as it is shown in a mode: itself where special tokens are shown, else a copy with 0 at each pair that has one,
 * and with 'renormalise' the rest of each query's weights, where they are shares, scaled up to what all of them were; a
 * query that gives all to special tokens keeps 0 throughout. `special` tells of each unit whether it is one.
 */
export function hideSpecial(slice: AttentionSlice, special: readonly boolean[], mode: SpecialMode): AttentionSlice {
  if (mode === 'show') return slice
  const { queries, keys, firstQuery = 0, firstKey = 0 } = slice
  const weights = new Float32Array(slice.weights.length)
  for (let query = 0; query < queries; query++) {
    if (special[firstQuery + query]) continue
    const first = query * keys
    let [all, left] = [0, 0]
    for (let key = 0; key < keys; key++) {
      const weight = slice.weights[first + key]!
      all += weight
      if (!special[firstKey + key]) left += weight
    }
    const factor = mode === 'hide' || !rowsSumToOne(slice.choice) ? 1 : left > 0 ? all / left : 0
    for (let key = 0; key < keys; key++) if (!special[firstKey + key]) weights[first + key] = slice.weights[first + key]! * factor
  }
  return { ...slice, weights }
}
