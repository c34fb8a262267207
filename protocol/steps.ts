/** One summand of a token's input representation. */
export interface EmbeddingPart {
  readonly kind: 'token' | 'position' | 'segment' | 'other'
  readonly vector: Float32Array
}

/** What of a step-through may be missing. */
export type StepTensor =
  | 'embeddings' | 'input' | 'query' | 'keys' | 'values' | 'energy' | 'scale' | 'scores' | 'bias' | 'context' | 'concatenated' | 'output' | 'projection'

/**
 * The attention of one token by one head in the order of the maths. All numbers are the running model's own tensors, but
 * for those marked as worked out: from these tensors, by the formulas of the field. What cannot be had is undefined and has
 * a sentence in `missing`.
 */
export interface StepThrough {
  readonly layer: number
  readonly head: number
  /** The query token. */
  readonly token: number
  /** How many tokens there are to attend to. */
  readonly keyCount: number
  /** Of an encoder-decoder, which token of its two texts the first key is; absent where it is the first. */
  readonly firstKey?: number
  readonly heads: number
  /** Where the scores are v·tanh(W q + U k): `query` is then W q, `keys` are U k, and there are no products and no scale. */
  readonly score?: 'additive'
  /** Which of them are states as they are, with no matrix of their own. */
  readonly unprojected?: readonly ('query' | 'key' | 'value')[]
  /** Of a model that has no self-attention, the recurrent layers ("GRU") that it reads its texts with. */
  readonly recurrent?: readonly string[]
  /** Of such a model: convolutions read its source, all words at once, and the recurrent layers only write. */
  readonly convolutional?: true
  /** Which key-value head this head reads, and how many there are. */
  readonly keyValueHead?: number
  readonly keyValueHeads?: number
  /**
   * What the first layer's input is made of, each [hidden], summed and normed as the model does: the token's own embedding
   * and what is added for position and segment, as far as the graph tells them apart. The same for every layer.
   */
  readonly embeddings?: readonly EmbeddingPart[]
  /** What query, key and value are projected from, [hidden]: after the norm where the layer begins with one. */
  readonly input?: Float32Array
  /** [d]; with position encoding, before scaling. */
  readonly query?: Float32Array
  /** [keyCount, d], the same. */
  readonly keys?: Float32Array
  /** [keyCount, value d]. */
  readonly values?: Float32Array
  /** Of additive attention, v, [d]. */
  readonly energy?: Float32Array
  /** Worked out of additive attention: v·tanh(query + key), [keyCount]. */
  readonly additive?: Float32Array
  /** Worked out: query · key, [keyCount]. */
  readonly products?: Float32Array
  readonly scale?: number
  /** Worked out: products x scale, [keyCount]. */
  readonly scaled?: Float32Array
  readonly softCap?: number
  /** Worked out where there is a soft cap: softCap x tanh(scaled / softCap), [keyCount]. */
  readonly capped?: Float32Array
  /** Worked out: what the model adds before the softmax, scores - scaled (or capped, or additive), [keyCount]; -1e9 where it masks. */
  readonly bias?: Float32Array
  /** What the softmax gets, [keyCount]; masked keys have -1e9. */
  readonly scores?: Float32Array
  /** Worked out from the scores: weights = exponentials / denominator, exponentials = exp(scores - maximum). */
  readonly maximum?: number
  readonly exponentials?: Float32Array
  readonly denominator?: number
  /** [keyCount]. */
  readonly weights: Float32Array
  /** The weighted sum of the values, [value d]. */
  readonly context?: Float32Array
  /** The contexts of all heads side by side, [heads x value d]. */
  readonly concatenated?: Float32Array
  /** concatenated x W^O and its bias, before the residual is added, [hidden]. */
  readonly output?: Float32Array
  /** The shape of W^O. */
  readonly projection?: { readonly rows: number; readonly columns: number }
  readonly missing: Readonly<Partial<Record<StepTensor, string>>>
}

/** What to do otherwise than the model does; nothing is left out by an empty change. */
export interface StepChange {
  /** Another factor than the model's, or none. */
  readonly scale?: 'none' | number
  /** q·k as it is, or through sqrt(d), also of additive attention; `scale` wins. */
  readonly score?: 'dot' | 'scaled'
  /** Scores are divided by it. */
  readonly temperature?: number
  /** Only keys at most so many tokens away are attended to. */
  readonly window?: number
  /** Masked keys are attended to. */
  readonly unmasked?: boolean
  /** A key that is taken away, from 0. */
  readonly without?: number
}

/** What a change makes of a token's attention, worked out from the model's own q, k, v, scale and bias: not the model's. */
export interface ChangedStep {
  /** [keyCount]. */
  readonly scores: Float32Array
  /** [keyCount]. */
  readonly weights: Float32Array
  /** [value d]. */
  readonly context: Float32Array
}

/** Which token of which head of which layer, all from 0. */
export interface StepChoice {
  readonly layer: number
  readonly head: number
  readonly query: number
}
