/** How the next token is drawn; without a temperature, or with 0, the likeliest is taken. */
export interface Sampling {
  readonly temperature?: number
  /** Only among the likeliest so many. */
  readonly topK?: number
  /** Only among the likeliest whose probabilities first add up to so much. */
  readonly topP?: number
  /** The same seed draws the same tokens. */
  readonly seed?: number
}

export interface Drawn {
  readonly id: number
  /** Of this token among those it was drawn from. */
  readonly probability: number
}

const fewest = 64

/** A function that draws a token from its logits; it keeps the state of its random numbers, of which `drawn` were used before. */
export function createSampler(sampling: Sampling, drawn = 0): (logits: Float32Array) => Drawn {
  const random = uniform(sampling.seed ?? 0)
  for (let used = 0; used < drawn; used++) random()
  return (logits) => {
    const { order, shares } = choiceOf(logits, sampling)
    if (!((sampling.temperature ?? 0) > 0)) return { id: order[0]!, probability: probabilityOf(logits, order[0]!) }
    let left = random()
    let at = 0
    while (at < order.length - 1 && (left -= shares[at]!) >= 0) at++
    return { id: order[at]!, probability: shares[at]! }
  }
}

/** Among which tokens one is drawn, likeliest first, and with what probability each. */
export interface Choice {
  readonly order: readonly number[]
  readonly shares: readonly number[]
  /** How many the temperature and top-k leave, before top-p cuts the rest. */
  readonly beforeTopP: number
}

/** What a way to draw makes of logits: temperature, then top-k, then top-p, as in transformers. */
export function choiceOf(logits: Float32Array, { temperature = 0, topK, topP }: Sampling): Choice {
  if (!(temperature > 0)) return { order: likeliest(logits, 1), shares: [1], beforeTopP: 1 }
  const order = likeliest(logits, topK)
  const weights = probabilities(logits, order, temperature)
  const kept = topP === undefined ? weights.length : withinMass(weights, topP)
  const total = weights.slice(0, kept).reduce((sum, weight) => sum + weight, 0)
  return { order: order.slice(0, kept), shares: weights.slice(0, kept).map((weight) => weight / total), beforeTopP: order.length }
}

/** The probability that logits give one token, over all of them. */
export function probabilityOf(logits: Float32Array, id: number): number {
  const highest = logits.reduce((most, logit) => (logit > most ? logit : most), -Infinity)
  const sum = logits.reduce((total, logit) => total + Math.exp(logit - highest), 0)
  return Math.exp(logits[id]! - highest) / sum
}

/** The ids of the highest logits, highest first, the lower id first among equals; all that are possible without a count. */
export function likeliest(logits: Float32Array, count = Infinity): number[] {
  if (count === 1) return [logits.reduce((best, logit, id) => (logit > logits[best]! ? id : best), 0)]
  if (count <= fewest) return best(logits, count)
  const possible = Array.from(logits.keys()).filter((id) => logits[id]! > -Infinity)
  possible.sort((a, b) => logits[b]! - logits[a]! || a - b)
  return possible.slice(0, count)
}

/** The same for few, without sorting a whole vocabulary. */
function best(logits: Float32Array, count: number): number[] {
  const ids: number[] = []
  for (const [id, logit] of logits.entries()) {
    if (logit === -Infinity || (ids.length === count && logit <= logits[ids.at(-1)!]!)) continue
    const at = ids.findIndex((other) => logits[other]! < logit)
    ids.splice(at < 0 ? ids.length : at, 0, id)
    if (ids.length > count) ids.pop()
  }
  return ids
}

function probabilities(logits: Float32Array, order: readonly number[], temperature: number): number[] {
  const highest = logits[order[0]!]!
  const raised = order.map((id) => Math.exp((logits[id]! - highest) / temperature))
  const sum = raised.reduce((total, weight) => total + weight, 0)
  return raised.map((weight) => weight / sum)
}

/** How many of the weights, largest first, it takes to reach a mass; at least one. */
function withinMass(weights: readonly number[], mass: number): number {
  let sum = 0
  for (const [at, weight] of weights.entries()) {
    sum += weight
    if (sum >= mass) return at + 1
  }
  return weights.length
}

/** Uniform random numbers in [0, 1) from a seed (mulberry32). */
function uniform(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
