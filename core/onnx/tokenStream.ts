/** What the embedding of a token is the sum of. */
export type EmbeddingKind = 'token' | 'position' | 'segment' | 'other'

/** What of a stack's states a run is to give: the representations layer by layer, or the parts of the embedding. */
export type StreamKind = 'representations' | 'embeddings'

/**
 * What the states between the blocks of a model are. `normed`: each block ends with a norm, and the state is what it gives
 * (BERT). `sum`: the residual sum itself, which no norm has touched yet (GPT-2, Llama). `attentionInput`: the sums cannot be
 * told apart, so the states are what each attention is projected from.
 */
export type StreamForm = 'normed' | 'sum' | 'attentionInput'

/** A state of a stack's tokens: `depth` blocks stand before it; `last` where the model's final norm does, too. */
export interface StreamState {
  readonly name: string
  readonly depth: number
  readonly last: boolean
}

/** The states of one stack of layers, each [1, tokens, hidden]. */
export interface TokenStream {
  readonly name: 'encoder' | 'decoder'
  readonly form: StreamForm
  /** From the embedding to the last; `encoder.embedding`, `encoder.0.representation` …, `encoder.last`. */
  readonly states: readonly StreamState[]
  /** In the order in which the model adds them; `encoder.embedding.token` … */
  readonly parts: readonly { readonly name: string; readonly kind: EmbeddingKind }[]
  /** Features of a state, where the graph says. */
  readonly hidden?: number
  /** Why there are no parts, or why the states are another thing than the residual stream: one sentence. */
  readonly missing: Readonly<Partial<Record<StreamKind, string>>>
}

/** Where in the graph a state is: one tensor, the sum of several, or rows of a stored table (by position without `rows`). */
export type StateRef =
  | { readonly tensor: string }
  | { readonly sum: readonly string[] }
  | { readonly table: string; readonly rows: string | undefined; readonly like: string }

/** A stream as the finder hands it to `patchModel`; treat `refs` as opaque. */
export interface FoundStream extends TokenStream {
  readonly refs: {
    /** In the order of `states`. */
    readonly states: readonly StateRef[]
    /** In the order of `parts`, and the tensor whose shape each is broadcast to. */
    readonly parts: readonly StateRef[]
    readonly shape: string
  }
}
