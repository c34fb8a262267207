import type { Unprojected } from './unprojected.ts'

/**
 * The tensors around one attention that can be had beside its weights. `hidden` is what queries, keys and values are
 * projected from, `projection` W^O, and `output` the context through W^O and its bias, before the residual is added; `energy`,
 * of additive attention alone, is v in the scores v·tanh(query + key), [1, 1, inner], query and key [1, tokens, inner].
 */
export type TensorKind = 'query' | 'key' | 'value' | 'scores' | 'context' | 'hidden' | 'output' | 'projection' | 'energy'

/** One attention found in a graph; `name` is `encoder.N`, `decoder.N` or `cross.N`, N from 0 in topological order. */
export interface AttentionSite {
  readonly name: string
  readonly kind: 'encoder' | 'decoder' | 'cross'
  readonly index: number
  /** Where the scores are v·tanh(W q + U k), not products of queries and keys. */
  readonly score?: 'additive'
  /** Which of queries, keys and values are states as they are, with no matrix of their own; absent where none is known to be. */
  readonly unprojected?: readonly Unprojected[]
  /** Heads where the graph says so statically. */
  readonly heads?: number
  /** Key-value heads where fewer than heads (grouped queries). */
  readonly keyValueHeads?: number
  /** What multiplies q·k in this model (1/sqrt(d) as a rule), where it can be told. */
  readonly scale?: number
  /** Where scaled products become softCap x tanh(product / softCap), its number. */
  readonly softCap?: number
  /** How many tokens its local window has by the model's configuration; absent where that does not call it local. */
  readonly window?: number
  /** The node the weights come from, for people: "/encoder/layer.0/attention/self/Softmax". */
  readonly node: string
  /** For each tensor that cannot be had, why, in one sentence that names the node. */
  readonly missing: Readonly<Partial<Record<TensorKind, string>>>
}

/** An attention that was recognised but cannot be shown, and why: one sentence naming operator and node. */
export interface AttentionRefusal {
  readonly node: string
  readonly operator: string
  readonly reason: string
}
