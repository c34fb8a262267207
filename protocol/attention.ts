import type { Family } from './families.ts'
import type { Grouping } from './groups.ts'
import type { Backend } from './model.ts'
import type { PatchGrid } from './picture.ts'
import type { WorldAnalysis } from './world.ts'

/** A token as every room sees it; offsets are UTF-16 units into the analysed text. */
export interface TokenSpan {
  readonly id: number
  readonly text: string
  readonly start: number
  readonly end: number
  readonly special: boolean
  /** Of a sentence pair, 0 for the first text and 1 for the second; of an encoder-decoder, 0 for its source and 1 for its target. */
  readonly segment?: number
}

export type Direction = 'attendsTo' | 'attendedBy'

/** How several layers or heads become one matrix, entry by entry. */
export type Pool = 'mean' | 'max' | 'min'

/**
 * What is told of each pair of tokens: the attention weights; the norms of weight x value x W^O (Kobayashi et al. 2020,
 * arXiv:2004.10102); or what reaches a layer from the input through all layers up to it, by attention rollout or flow
 * (Abnar & Zuidema 2020, arXiv:2005.00928).
 */
export type Measure = 'weights' | 'norms' | 'rollout' | 'flow'

/** What of the attention is shown. Numbers count from 0. */
export interface HeadChoice {
  readonly layer: number | Pool
  readonly head: number | Pool
  /** Whose layers are pooled, where an encoder-decoder's are. */
  readonly family?: Family
  /** Absent: weights. */
  readonly measure?: Measure
}

/** One [queries, keys] matrix, row-major; row q holds what token q attends to, and sums to 1 where `rowsSumToOne` of the choice. */
export interface AttentionSlice {
  readonly choice: HeadChoice
  /** That of the state whose groups the queries and keys are; absent where they are tokens. */
  readonly grouping?: Grouping
  readonly queries: number
  readonly keys: number
  /** Which of the units the first query is, and the first key; absent where it is the first of all. */
  readonly firstQuery?: number
  readonly firstKey?: number
  readonly weights: Float32Array
}

export interface LayerSummary {
  /** `encoder.0`, `decoder.3` … */
  readonly name: string
  readonly heads: number
  /** How many tokens it sees before one and behind it, where the weights of this text show that it sees no others. */
  readonly window?: { readonly back: number; readonly ahead: number }
}

/** What is known of a text once the model has run; the weights themselves stay in the worker. */
export interface Analysis {
  readonly tokens: readonly TokenSpan[]
  readonly layers: readonly LayerSummary[]
  /** Of a picture. */
  readonly patches?: PatchGrid
  /** What a classifier takes the picture for, the likeliest first. */
  readonly answers?: readonly { readonly label: string; readonly probability: number }[]
  /** Of an agent. */
  readonly world?: WorldAnalysis
  /** What an encoder-decoder's decoder was given; its tokens are those of segment 1, behind the source's. */
  readonly target?: { readonly text: string; readonly generated: boolean }
  /** The model gives logits for tokens: it can say what it expected of them, and write on. */
  readonly predicts?: boolean
  readonly backend: Backend
  readonly truncated?: { readonly kept: number; readonly total: number; readonly at: number }
  readonly timing: { readonly loadMs: number; readonly runMs: number }
  /** Sentences for the person about what could not be had (a refused layer, a backend that fell back). */
  readonly notes: readonly string[]
}

/** All heads at a glance: for each layer and head a size x size picture of the square root of the weights, 0 to 255. */
export interface Thumbnails {
  readonly size: number
  readonly layers: number
  readonly heads: number
  readonly pixels: Uint8Array
}
