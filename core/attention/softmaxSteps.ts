/** A softmax with what it is made of: weights = exponentials / denominator, exponentials = exp(scores - maximum). */
export interface SoftmaxSteps {
  readonly maximum: number
  readonly exponentials: Float32Array
  readonly denominator: number
  readonly weights: Float32Array
}

/**
 * The softmax of scores [keys], their maximum subtracted first so that nothing overflows. Scores of -Infinity get no
 * weight; where all are, no key has any: maximum -Infinity, denominator 0.
 */
export function softmaxSteps(scores: Float32Array): SoftmaxSteps {
  const maximum = scores.reduce((most, score) => Math.max(most, score), -Infinity)
  const exponentials = maximum === -Infinity ? new Float32Array(scores.length) : scores.map((score) => Math.exp(score - maximum))
  const denominator = exponentials.reduce((sum, each) => sum + each, 0)
  const weights = exponentials.map((each) => (denominator > 0 ? each / denominator : 0))
  return { maximum, exponentials, denominator, weights }
}

/** The sum of values [keys, d], each times its weight: the context [d]. */
export function weightedSum(weights: Float32Array, values: Float32Array): Float32Array {
  const size = weights.length > 0 ? values.length / weights.length : 0
  const sum = new Float64Array(size)
  weights.forEach((weight, key) => {
    if (weight !== 0) for (let i = 0; i < size; i++) sum[i]! += weight * values[key * size + i]!
  })
  return Float32Array.from(sum)
}
