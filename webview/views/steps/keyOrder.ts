/** Keys listed where not all are. */
export const mostKeys = 12

/** All keys in the order of the text; or the strongest, strongest first, and the chosen one after them if it is not among them. */
export function keyOrder(weights: Float32Array, chosen: number, all: boolean, most = mostKeys): readonly number[] {
  const keys = Array.from(weights, (_, key) => key)
  if (all) return keys
  const strongest = keys.sort((a, b) => weights[b]! - weights[a]! || a - b).slice(0, most)
  return strongest.includes(chosen) || chosen >= weights.length ? strongest : [...strongest, chosen]
}

/** The key with the largest weight, the first of equal ones. */
export function strongestKey(weights: Float32Array): number {
  return weights.reduce((best, weight, key) => (weight > weights[best]! ? key : best), 0)
}

/** The same among those that stand for text, where one of them has any weight: special tokens draw most, and tell least. */
export function strongestOfText(weights: Float32Array, isSpecial: (key: number) => boolean): number {
  const ofText = weights.map((weight, key) => (isSpecial(key) ? 0 : weight))
  return strongestKey(ofText.some((weight) => weight > 0) ? ofText : weights)
}

/** Which of some rows of one height are in sight, with some beside them; rows that became fewer are scrolled no further than they reach. */
export function rowsInSight(count: number, rowHeight: number, scrollTop: number, height: number): { readonly from: number; readonly to: number } {
  const beside = 8
  const top = Math.min(scrollTop, Math.max(0, count * rowHeight - height))
  return { from: Math.max(0, Math.floor(top / rowHeight) - beside), to: Math.min(count, Math.ceil((top + height) / rowHeight) + beside) }
}

/** What the keys outside a list give together: the weighted sum of their values, [value d]. */
export function restOfSum(weights: Float32Array, values: Float32Array, listed: readonly number[]): Float32Array {
  const size = values.length / weights.length
  const rest = new Float64Array(size)
  const isListed = new Set(listed)
  weights.forEach((weight, key) => {
    if (isListed.has(key) || weight === 0) return
    for (let index = 0; index < size; index++) rest[index]! += weight * values[key * size + index]!
  })
  return Float32Array.from(rest)
}
