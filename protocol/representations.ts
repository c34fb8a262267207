import type { Group } from './groups.ts'
import type { EmbeddingPart } from './steps.ts'

/** Of which tokens the representations are compared; with `groups`, of which groups: a group is the mean of its tokens. */
export interface RepresentationChoice {
  /** From 0, each once. */
  readonly chosen: readonly number[]
  readonly groups?: readonly Group[]
}

/** A state on a token's way through the model: `depth` blocks stand before it; `last` where the final norm does, too. */
export interface RepresentationState {
  readonly depth: number
  readonly last: boolean
}

/**
 * What the states are. `normed`: what the norm at each block's end gives. `sum`: the residual sum, not normed. `attentionInput`:
 * what each attention is projected from, for the sums cannot be told apart.
 */
export type RepresentationForm = 'normed' | 'sum' | 'attentionInput'

/** How the chosen tokens' representations stand to each other, to what they began as, and to the other tokens, state by state. */
export interface RepresentationTable {
  readonly chosen: readonly number[]
  readonly form: RepresentationForm
  readonly states: readonly RepresentationState[]
  /** [states, chosen, chosen], -1 to 1; NaN where a representation is zero. */
  readonly cosines: Float32Array
  /** Lengths, [states, chosen]. */
  readonly norms: Float32Array
  /** The cosine of each with what it was in the first state, [states, chosen]. */
  readonly toFirst: Float32Array
  /** The mean cosine of every two tokens of the text, special ones left out: what likeness means in this state, [states]; NaN of fewer than two. */
  readonly average: Float32Array
  /** The tokens of the text that are nearest by cosine, itself and special ones left out, [states, chosen, nearestCount]; -1 where there are fewer. */
  readonly nearest: Int32Array
  /** Their cosines; NaN where there are fewer. */
  readonly nearestCosines: Float32Array
  readonly nearestCount: number
  /** The cosines of what the first state is the sum of, [chosen, chosen] each, in the order in which the model adds them. */
  readonly parts: readonly { readonly kind: EmbeddingPart['kind']; readonly cosines: Float32Array }[]
  /** What could not be had, in sentences. */
  readonly notes: readonly string[]
}
