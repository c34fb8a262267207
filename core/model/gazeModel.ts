import type { AttentionRefusal, AttentionSite, TensorKind } from '../onnx/attentionSite.ts'
import type { StreamKind, TokenStream } from '../onnx/tokenStream.ts'
import type { EncodeOptions, Encoding } from '../tokens/tokenizer.ts'

export type ModelKind = 'encoder' | 'decoder' | 'encoder-decoder' | 'vision'

export interface ModelInfo {
  readonly name: string
  /** The ONNX file that is open, relative to the model's folder. */
  readonly file: string
  /** What config.json calls the architecture: bert, gpt2 … */
  readonly modelType?: string
  readonly kind: ModelKind
  readonly sites: readonly AttentionSite[]
  /** The states between the layers, one of each stack that has them. */
  readonly streams: readonly TokenStream[]
  readonly refusals: readonly AttentionRefusal[]
  /** Positions the model has, special tokens included; undefined where the configuration sets no bound. */
  readonly maxTokens?: number
  /** The only number of tokens that the graph runs on, where it has one: shorter texts are padded to it. */
  readonly fixedTokens?: number
}

/**
 * One captured tensor: [heads, queries, keys] for weights and scores, [1, tokens, hidden] for hidden, output and states,
 * [1, heads * d, hidden] for projection, [heads, tokens, d] for the others.
 */
export interface CapturedTensor {
  readonly name: string
  readonly shape: readonly [number, number, number]
  readonly data: Float32Array
}

export interface Capture {
  readonly encoding: Encoding
  /** The weights of each layer asked for, in the order of the model's sites. */
  readonly attention: readonly CapturedTensor[]
  /** `encoder.0.query` … for each tensor kind asked for; `encoder.0.headMean` … for each reduction; then states by their names. */
  readonly tensors: readonly CapturedTensor[]
  readonly runMs: number
}

/**
 * What the model itself makes of its weights, for texts so long that they are too large to be taken out: one head or the
 * mean of the heads, [1, queries, keys]; all heads averaged over size x size areas, [heads, size, size].
 */
export type Reduction = 'head' | 'headMean' | 'thumbnail'

export interface CaptureOptions {
  /** Indexes into `info.sites`; all of them by default. */
  readonly sites?: readonly number[]
  readonly tensors?: readonly TensorKind[]
  /** States of the model's streams, or parts of their embeddings. */
  readonly streams?: readonly StreamKind[]
  /** Of the representations these alone, by name; all by default. */
  readonly states?: readonly string[]
  /** Given these, `attention` stays empty: the weights are not taken out. */
  readonly reductions?: readonly Reduction[]
  /** Which head, for the reduction 'head'; from 0. */
  readonly head?: number
  /** Rows and columns of the reduction 'thumbnail'. */
  readonly thumbnailSize?: number
  readonly signal?: AbortSignal
}

/** A model ready to run: tokenizer, patched graph and runtime session. Owns its session until disposed. */
export interface GazeModel {
  readonly info: ModelInfo
  readonly loadMs: number
  encode(text: string, options?: EncodeOptions): Encoding
  capture(encoding: Encoding, options?: CaptureOptions): Promise<Capture>
  dispose(): Promise<void>
}
