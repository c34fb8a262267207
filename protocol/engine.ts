import type { Analysis, AttentionSlice, HeadChoice, Thumbnails } from './attention.ts'
import type { BackendChoice, ModelSource } from './model.ts'
import type { Failure, Progress } from './pageToHost.ts'
import type { SessionKey } from './session.ts'

/** What a page asks of its worker, and what it gets: one entry a request. */
export interface EngineCalls {
  analyse: {
    request: { readonly key: SessionKey; readonly text: string; readonly model: ModelSource; readonly backend: BackendChoice }
    reply: { readonly analysis: Analysis; readonly thumbnails: Thumbnails }
  }
  slice: {
    request: { readonly key: SessionKey; readonly choice: HeadChoice }
    reply: AttentionSlice
  }
  /** Forget a session's tensors. */
  release: { request: { readonly sessionId: string }; reply: null }
}

export type EngineCall = keyof EngineCalls

export type PageToWorker = {
  [C in EngineCall]: { readonly type: 'call'; readonly call: C; readonly id: number; readonly request: EngineCalls[C]['request'] }
}[EngineCall]
  /** Give up a call; it then fails with blame 'cancelled'. */
  | { readonly type: 'abort'; readonly id: number }
  /** First message: the runtime's wasm bytes. */
  | { readonly type: 'start'; readonly wasm: ArrayBuffer }

export type WorkerToPage =
  | { readonly type: 'ok'; readonly id: number; readonly reply: EngineCalls[EngineCall]['reply'] }
  | { readonly type: 'error'; readonly id: number; readonly failure: Failure }
  | { readonly type: 'progress'; readonly id: number; readonly progress: Progress }
