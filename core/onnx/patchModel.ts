import { GazeError } from '../gazeError.ts'
import type { AttentionSite, TensorKind } from './attentionSite.ts'
import type { FoundAttention } from './findAttention.ts'
import type { OnnxModel } from './onnxModel.ts'

/**
 * What an output carries. `weights` and `scores` are [heads, queries, keys], the other tensor kinds [heads, tokens, d].
 * The reduced forms of the weights are for long inputs: `head` is [1, queries, keys], the head that `headInput` names;
 * `headMean` is [1, queries, keys]; `thumbnail` is [heads, size, size], area averages. All are float32.
 * An output's dims may have extra leading ones: the last three are those given here.
 */
export type PatchTensor = 'weights' | TensorKind | 'head' | 'headMean' | 'thumbnail'

export interface PatchOptions {
  /** Default ['weights']. The runtime computes every output of a patched model, fetched or not: ask for what is shown. */
  readonly tensors?: readonly PatchTensor[]
  /** Rows and columns of thumbnails; default 32. */
  readonly thumbnailSize?: number
}

export interface PatchedOutput {
  readonly site: AttentionSite
  readonly tensor: PatchTensor
  /** The graph output to fetch. */
  readonly output: string
}

export interface PatchedModel {
  /** The original bytes followed by what was appended: hand them on as `ModelBytes.parts`. */
  readonly parts: readonly Uint8Array[]
  /** One a site and tensor kind that can be had; what a site is `missing` is left out. */
  readonly outputs: readonly PatchedOutput[]
  /** With `head` among the tensors: a required graph input, int64 [1], the head's number from 0. */
  readonly headInput?: string
}

/** Appends nodes and outputs to a model so that it also gives these sites' tensors; the original results are unchanged. */
export function patchModel(model: OnnxModel, sites: readonly FoundAttention[], options: PatchOptions = {}): PatchedModel {
  throw new GazeError(`${model.file} cannot be patched yet (${String(sites.length)}, ${String(options.thumbnailSize)}).`, 'internal')
}
