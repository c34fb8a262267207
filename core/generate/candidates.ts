import { choiceOf, likeliest, probabilityOf, type Sampling } from './sampler.ts'

/** Why a token is not drawn: a rule of the model's configuration, or the way of drawing. */
export type Cut = 'rule' | 'greedy' | 'topK' | 'topP'

/** A token that may come next. */
export interface Candidate {
  readonly id: number
  /** The model's own, before any rule or sampling. */
  readonly probability: number
  /** With which it is drawn; 0 where it is cut. */
  readonly share: number
  readonly cut?: Cut
}

/** What a way to draw makes of one place. */
export interface Candidates {
  /** The model's likeliest, likeliest first. */
  readonly list: readonly Candidate[]
  /** How many tokens can be drawn, and what the model gives them all together. */
  readonly kept: number
  readonly keptProbability: number
}

/** What becomes of the likeliest `count` tokens: `logits` are the model's own, `processed` those after the configuration's rules. */
export function candidatesOf(logits: Float32Array, processed: Float32Array, sampling: Sampling, count: number): Candidates {
  const { order, shares, beforeTopP } = choiceOf(processed, sampling)
  const places = new Map(order.map((id, at) => [id, at]))
  const ranks = new Map(likeliest(processed, Math.max(beforeTopP, 1)).map((id, at) => [id, at]))
  const highest = probabilityOf(logits, order[0]!)
  const probability = (id: number): number => highest * Math.exp(logits[id]! - logits[order[0]!]!)
  const cutOf = (id: number): Cut => processed[id] === -Infinity ? 'rule' : !((sampling.temperature ?? 0) > 0) ? 'greedy' : ranks.has(id) ? 'topP' : 'topK'
  return {
    list: likeliest(logits, count).map((id) => {
      const at = places.get(id)
      return { id, probability: probability(id), ...(at === undefined ? { share: 0, cut: cutOf(id) } : { share: shares[at]! }) }
    }),
    kept: order.length,
    keptProbability: order.reduce((sum, id) => sum + probability(id), 0),
  }
}
