import type { Analysis, AttentionSlice, HeadChoice, Thumbnails } from './attention.ts'
import type { Group, Grouping } from './groups.ts'
import type { HeadTable } from './heads.ts'
import type { BackendChoice, ModelSource } from './model.ts'
import type { PictureSource } from './picture.ts'
import type { NextChoice, NextPlace, PredictionTable, SamplingChoice } from './predictions.ts'
import type { RepresentationChoice, RepresentationTable } from './representations.ts'
import type { Failure, Progress } from './pageToHost.ts'
import type { RecordedLayer } from './recording.ts'
import type { SessionKey } from './session.ts'
import type { ChangedStep, StepChange, StepChoice, StepThrough } from './steps.ts'

/** What a page asks of its worker, and what it gets: one entry a request. */
export interface EngineCalls {
  analyse: {
    request: {
      readonly key: SessionKey; readonly text: string; readonly model: ModelSource; readonly backend: BackendChoice
      /** The second text of a sentence pair; an encoder-decoder's target. */
      readonly pair?: string
      /** What an encoder-decoder's decoder is given; absent, and without a pair, it is generated. */
      readonly target?: string
      /** What is looked at, in the place of a text. */
      readonly picture?: PictureSource
      /** How it is generated; absent, of the likeliest tokens. */
      readonly sampling?: SamplingChoice
      /** What of an agent is to come at once with what it chooses. */
      readonly choice?: HeadChoice
    }
    reply: {
      readonly analysis: Analysis; readonly thumbnails: Thumbnails
      /** What an agent's own cell looks at, [heads of all layers, cells]. */
      readonly ownRows?: Float32Array
      /** The choice's weights, where they came at once; else they are asked for. */
      readonly slice?: AttentionSlice
    }
  }
  slice: {
    /** Between tokens, or where `groups` are given between them. */
    request: { readonly key: SessionKey; readonly choice: HeadChoice; readonly grouping?: Grouping; readonly groups?: readonly Group[] }
    reply: AttentionSlice
  }
  /** Every head in numbers. */
  heads: { request: { readonly key: SessionKey }; reply: HeadTable }
  /** Every head as a picture of size x size, or one cell a token where there are fewer. */
  thumbnails: { request: { readonly key: SessionKey; readonly size: number }; reply: Thumbnails }
  /** One token's attention by one head, every tensor of the maths. */
  steps: { request: { readonly key: SessionKey } & StepChoice; reply: StepThrough }
  /** The same with a change: worked out from the model's tensors, not the model's. */
  whatIf: { request: { readonly key: SessionKey; readonly change: StepChange } & StepChoice; reply: ChangedStep }
  /** Some tokens' representations, layer by layer. */
  representations: { request: { readonly key: SessionKey } & RepresentationChoice; reply: RepresentationTable }
  /** What the model expected of each token. */
  predictions: { request: { readonly key: SessionKey }; reply: PredictionTable }
  /** What may come next at a place, and what is drawn of it. */
  next: { request: { readonly key: SessionKey } & NextChoice; reply: NextPlace }
  /** All weights of a text, to be recorded; null where they are more than `most` bytes. */
  weights: { request: { readonly key: SessionKey; readonly most: number }; reply: { readonly layers: readonly RecordedLayer[] | null } }
  /** An NPZ archive of what is shown and of all weights; without these, `whole` false, where they are more than `most` bytes. */
  npz: {
    request: {
      readonly key: SessionKey; readonly most: number; readonly shown: AttentionSlice
      /** How the rows of `shown` are written. */
      readonly labels: readonly string[]
      /** Texts by the names of their arrays. */
      readonly about: Readonly<Record<string, string>>
    }
    reply: { readonly bytes: Uint8Array; readonly whole: boolean }
  }
  /** Forget a session's tensors. */
  release: { request: { readonly sessionId: string }; reply: null }
}

export type EngineCall = keyof EngineCalls

export type PageToWorker =
  {
    [C in EngineCall]: { readonly type: 'call'; readonly call: C; readonly id: number; readonly request: EngineCalls[C]['request'] }
  }[EngineCall]
  /** Give up a call; it then fails with blame 'cancelled'. */
  | { readonly type: 'abort'; readonly id: number }
  /** First message: the runtime's wasm bytes, and what the worker's sentences are in the page's language. */
  | {
    readonly type: 'start'; readonly wasm: ArrayBuffer
    readonly translations: Readonly<Record<string, string>>; readonly language: string
  }
  /** The next bytes of a file that the worker reads through the page. */
  | { readonly type: 'part'; readonly read: number; readonly part: ArrayBuffer }
  /** Every byte of that file was sent, or it cannot be had. */
  | { readonly type: 'end'; readonly read: number; readonly failure?: Failure }
  /** Answered with a pong by a worker that lives. */
  | { readonly type: 'ping' }

export type WorkerToPage =
  | { readonly type: 'ok'; readonly id: number; readonly reply: EngineCalls[EngineCall]['reply'] }
  /** `broken`: the runtime cannot go on; start a new worker. */
  | { readonly type: 'error'; readonly id: number; readonly failure: Failure; readonly broken?: boolean }
  | { readonly type: 'progress'; readonly id: number; readonly progress: Progress }
  /** Fetch a file of a model: a webview's resources answer its page in every VS Code, but its workers not in all. */
  | { readonly type: 'read'; readonly read: number; readonly uri: string; readonly bytes: number }
  | { readonly type: 'unread'; readonly read: number }
  | { readonly type: 'pong' }
