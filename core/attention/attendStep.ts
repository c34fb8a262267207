import { GazeError } from '../gazeError.ts'
import { additiveScores } from './additiveScores.ts'
import { dotProduct } from './dotProduct.ts'
import { softmaxSteps, weightedSum, type SoftmaxSteps } from './softmaxSteps.ts'

/** What one query of one head attends with: the model's own tensors, so that what comes out is the model's too. */
export interface QueryInputs {
  /** The query vector, [d]. */
  readonly query: Float32Array
  /** [keys, d]. */
  readonly keys: Float32Array
  /** [keys, value d]. */
  readonly values: Float32Array
  /** What multiplies q·k, 1/sqrt(d) as a rule. */
  readonly scale: number
  /** Of additive attention, v, [d]: the scores are v·tanh(query + key), and `scale` is 1. */
  readonly energy?: Float32Array
  /** Scaled products become softCap x tanh(product / softCap). */
  readonly softCap?: number
  /** What is added to them, [keys]: position biases, and masks as -Infinity or a number like -1e9. */
  readonly bias?: Float32Array
  /** Which key the query's own token is, from 0. */
  readonly position: number
}

/** What to do otherwise than the model does; nothing is left out by an empty change. */
export interface WhatIf {
  /** Another factor than the model's, or none. */
  readonly scale?: 'none' | number
  /** 'dot' is plain q·k, 'scaled' q·k / sqrt(d) (Vaswani et al. 2017, arXiv:1706.03762), also of additive attention; `scale` wins. */
  readonly score?: 'dot' | 'scaled'
  /** Scores are divided by it; above 1 flattens, below 1 sharpens. */
  readonly temperature?: number
  /** Only keys at most so many tokens away, on either side, are attended to. */
  readonly window?: number
  /** Masked keys (bias below -9,000) are attended to, with no bias. */
  readonly unmasked?: boolean
  /** A key that is taken away, from 0. */
  readonly without?: number
}

/** Each step of `attendStep`, a number a key; `context` [value d]. */
export interface AttendSteps extends SoftmaxSteps {
  /** q·k, or v·tanh(q + k). */
  readonly products: Float32Array
  readonly scaled: Float32Array
  /** After the soft cap; `scaled` itself where there is none. */
  readonly capped: Float32Array
  /** With bias and mask, through the temperature: what the softmax gets. */
  readonly scores: Float32Array
  readonly context: Float32Array
}

/** No position bias is as low, and no mask as high. */
const maskedBelow = -9e3

/**
 * Attention of one query of one head step by step, softmax(cap(scale q·k) + bias) v, as the model does it or with a
 * change; with none, `weights` and `context` are the model's. Throws where the shapes do not fit or a change makes no sense.
 */
export function attendStep(inputs: QueryInputs, change: WhatIf = {}): AttendSteps {
  const { query, keys, values, softCap, energy } = inputs
  const count = requireFit(inputs)
  const factor = factorOf(inputs, change)
  const temperature = change.temperature ?? 1
  if (!(temperature > 0)) throw new GazeError(`A temperature of ${String(temperature)} cannot be; choose one above 0.`)
  const size = query.length
  const products = energy && change.score === undefined ? additiveScores(query, keys, energy)
    : Float32Array.from({ length: count }, (_, key) => dotProduct(query, 0, keys, key * size, size))
  const scaled = products.map((product) => product * factor)
  const capped = softCap ? scaled.map((score) => softCap * Math.tanh(score / softCap)) : scaled
  const scores = capped.map((score, key) => (isKept(key, inputs, change) ? (score + biasOf(key, inputs, change)) / temperature : -Infinity))
  const softmax = softmaxSteps(scores)
  return { products, scaled, capped, scores, ...softmax, context: weightedSum(softmax.weights, values) }
}

function factorOf({ scale, query }: QueryInputs, change: WhatIf): number {
  if (change.scale !== undefined) return change.scale === 'none' ? 1 : change.scale
  if (change.score === 'dot') return 1
  return change.score === 'scaled' ? 1 / Math.sqrt(query.length) : scale
}

function isKept(key: number, { position }: QueryInputs, { window, without }: WhatIf): boolean {
  return key !== without && (window === undefined || Math.abs(key - position) <= window)
}

function biasOf(key: number, { bias }: QueryInputs, { unmasked }: WhatIf): number {
  const added = bias?.[key] ?? 0
  return unmasked && added < maskedBelow ? 0 : added
}

function requireFit({ query, keys, values, bias }: QueryInputs): number {
  const count = keys.length / query.length
  if (Number.isInteger(count) && count > 0 && values.length % count === 0 && (bias?.length ?? count) === count) return count
  throw new GazeError(
    `A query of ${String(query.length)} numbers does not fit keys of ${String(keys.length)}, values of ${String(values.length)} and a bias of ${String(bias?.length ?? 0)}; one head of one layer has them all.`,
    'internal',
  )
}
