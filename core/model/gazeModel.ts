import type { AttentionRefusal, AttentionSite, TensorKind } from '../onnx/attentionSite.ts'
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
  readonly refusals: readonly AttentionRefusal[]
  /** Positions the model has, special tokens included; undefined where the configuration sets no bound. */
  readonly maxTokens?: number
}

/** One captured tensor: [heads, queries, keys] for weights and scores, [heads, tokens, d] for the others. */
export interface CapturedTensor {
  readonly name: string
  readonly shape: readonly [number, number, number]
  readonly data: Float32Array
}

export interface Capture {
  readonly encoding: Encoding
  /** The weights of each layer asked for, in the order of the model's sites. */
  readonly attention: readonly CapturedTensor[]
  /** `encoder.0.query` … for each tensor kind asked for. */
  readonly tensors: readonly CapturedTensor[]
  readonly runMs: number
}

export interface CaptureOptions {
  /** Indexes into `info.sites`; all of them by default. */
  readonly sites?: readonly number[]
  readonly tensors?: readonly TensorKind[]
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
