import type { DrawOptions, NextToken } from '../generate/drawNext.ts'
import type { WorldShape } from '../agent/worldShape.ts'
import type { GeneratedStep, GenerateOptions } from '../generate/generateTokens.ts'
import type { Predictions } from '../generate/predictions.ts'
import type { AttentionRefusal, AttentionSite, TensorKind } from '../onnx/attentionSite.ts'
import type { RecurrentLayer } from '../onnx/recurrentLayers.ts'
import type { StreamKind, TokenStream } from '../onnx/tokenStream.ts'
import type { Picture } from '../pictures/picture.ts'
import type { PictureEncoding } from '../pictures/pictureEncoding.ts'
import type { TargetEncoding } from './targetEncoding.ts'
import type { EncodeOptions, Encoding } from '../tokens/tokenizer.ts'

export type ModelKind = 'encoder' | 'decoder' | 'encoder-decoder' | 'vision'

export interface ModelInfo {
  readonly name: string
  /** The ONNX file that is open, relative to the model's folder. */
  readonly file: string
  /** Of an encoder-decoder in two files, the decoder's. */
  readonly decoderFile?: string
  /** What config.json calls the architecture: bert, gpt2 … */
  readonly modelType?: string
  readonly kind: ModelKind
  readonly sites: readonly AttentionSite[]
  /** The states between the layers, one of each stack that has them. */
  readonly streams: readonly TokenStream[]
  readonly refusals: readonly AttentionRefusal[]
  /** Which recurrent layers the model reads its texts with; none as a rule. */
  readonly recurrent: readonly RecurrentLayer[]
  /** Of an encoder-decoder: convolutions read its source, all words at once. */
  readonly convolutional?: true
  /** Positions the model has, special tokens included; undefined where the configuration sets no bound. */
  readonly maxTokens?: number
  /** The same for an encoder-decoder's target. */
  readonly maxTargetTokens?: number
  /** Present where the model takes a picture in the place of a text: the size it is made to, where that is the same for all. */
  readonly picture?: { readonly width?: number; readonly height?: number }
  /** Of a classifier of pictures, what its logits stand for, in their order. */
  readonly labels?: readonly string[]
  /** The only number of tokens that the graph runs on, where it has one: shorter texts are padded to it. */
  readonly fixedTokens?: number
  /** Of an agent, the worlds that it acts in; texts are such worlds. */
  readonly world?: WorldShape
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
  /** Of an encoder-decoder, what its decoder was given. */
  readonly target?: Encoding
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
  /** What an encoder-decoder's decoder is given; such a model needs it. */
  readonly target?: Encoding
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

export interface Generation {
  /** The new ids, an end token included where one came. */
  readonly ids: readonly number[]
  /** What was given and generated as a decoder's input, an end token left off: capture it for each step's attention, row by row. */
  readonly target: TargetEncoding
  /** The new ids as text. */
  readonly text: string
  readonly steps: readonly GeneratedStep[]
  /** Whether an end token came or the length ran out. */
  readonly finished: 'end' | 'length'
  /** What was to be kept. Row q of decoder and cross-attention is the step that had the target's tokens up to q. */
  readonly capture?: Capture
  /** Sentences about what the model's configuration asks for and was not done. */
  readonly notes: readonly string[]
}

/** What a decoder goes on from: of an encoder-decoder; a decoder alone goes on from the text itself. */
export interface TargetOptions {
  readonly target?: Encoding
}

/** What to keep of a generation beside its tokens. */
export interface KeepOptions {
  /** Each step's attention, as a capture of the whole target: decoders look back only, so that the row of a token is what its step saw. */
  readonly attention?: Omit<CaptureOptions, 'target'>
}

/** What a model says behind a text. */
export interface Ahead {
  /** Of the token that comes next, [vocabulary]. */
  readonly logits: Float32Array
  /** The weights of the sites that were asked for. */
  readonly attention: readonly CapturedTensor[]
}

export interface AheadOptions extends TargetOptions {
  /** Indexes into `info.sites`, of a decoder alone; none by default. */
  readonly sites?: readonly number[]
  readonly signal?: AbortSignal
}

/** A model ready to run: tokenizer, patched graph and runtime session. Owns its session until disposed. */
export interface GazeModel {
  readonly info: ModelInfo
  readonly loadMs: number
  encode(text: string, options?: EncodeOptions): Encoding
  /** A picture as the model takes it, with the tokens that it makes of it; rejects where the model takes texts. */
  look(picture: Picture): Promise<PictureEncoding>
  capture(encoding: Encoding, options?: CaptureOptions): Promise<Capture>
  /** An encoder-decoder's target from a text, behind its start token, or from ids, which are the decoder's whole input. */
  target(given: string | readonly number[]): TargetEncoding
  /** Generates token by token. Rejects for a model that gives no logits. */
  generate(encoding: Encoding, options?: GenerateOptions & TargetOptions & KeepOptions): Promise<Generation>
  /** Whether it gives logits for tokens, without which nothing can be predicted or generated. */
  readonly predicts: boolean
  /** What the model expects of each token, with the `count` likeliest at each place. Rejects for a model that gives no logits. */
  predict(encoding: Encoding, options?: TargetOptions & { readonly count?: number }): Promise<Predictions>
  /** What it says behind a text, of an encoder-decoder behind its target. */
  ahead(encoding: Encoding, options?: AheadOptions): Promise<Ahead>
  /** Draws the next token from logits, after the rules of the model's configuration, as `generate` does. */
  draw(logits: Float32Array, options: DrawOptions): NextToken
  /** The text of ids, of an encoder-decoder the target's; special tokens stand for none. */
  decode(ids: readonly number[]): string
  /** Of an agent, the logits of its moves for a text; of a classifier of pictures, those of its labels. */
  classify?(encoding: Encoding): Promise<Float32Array>
  /** How the vocabulary spells an id, of an encoder-decoder the target's; and whether it is one of the special tokens. */
  spell(id: number): { readonly text: string; readonly special: boolean }
  /** The id of the token for what the vocabulary cannot spell, where there is one. */
  readonly unknown?: number
  dispose(): Promise<void>
}
