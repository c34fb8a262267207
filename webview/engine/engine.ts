import type { EngineCalls } from '../../protocol/engine.ts'
import type { Progress } from '../../protocol/pageToHost.ts'

export interface CallOptions {
  /**
   * Aborting rejects the call at once with blame 'cancelled'; a run that cannot be interrupted is killed behind the scenes,
   * and a little later where the reason is 'superseded': something else is wanted of the worker at once.
   */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

/**
 * The page's client of its worker. Calls reject with an EngineFailure and with nothing else; after a failure, even a
 * worker's death, the next call works.
 */
export interface Engine {
  /** Loads the model if need be and runs it; a newer analyse of the same session cancels the older one. */
  analyse(request: EngineCalls['analyse']['request'], options?: CallOptions): Promise<EngineCalls['analyse']['reply']>
  /** One head's weights of an analysed text; runs the model again where its tensors are no longer kept. */
  slice(request: EngineCalls['slice']['request'], options?: CallOptions): Promise<EngineCalls['slice']['reply']>
  /** Every head of an analysed text in numbers. */
  heads(request: EngineCalls['heads']['request'], options?: CallOptions): Promise<EngineCalls['heads']['reply']>
  /** Every head of an analysed text as a picture. */
  thumbnails(request: EngineCalls['thumbnails']['request'], options?: CallOptions): Promise<EngineCalls['thumbnails']['reply']>
  /** Every tensor of one token's attention; runs the model once a layer. */
  steps(request: EngineCalls['steps']['request'], options?: CallOptions): Promise<EngineCalls['steps']['reply']>
  /** The same attention with a change. */
  whatIf(request: EngineCalls['whatIf']['request'], options?: CallOptions): Promise<EngineCalls['whatIf']['reply']>
  /** Some tokens' representations, layer by layer; runs the model where they are no longer kept. */
  representations(request: EngineCalls['representations']['request'], options?: CallOptions): Promise<EngineCalls['representations']['reply']>
  /** What the model expected of each token of an analysed text; runs it once. */
  predictions(request: EngineCalls['predictions']['request'], options?: CallOptions): Promise<EngineCalls['predictions']['reply']>
  /** What may come next at a place; runs the model unless the last one asked for is the same. */
  next(request: EngineCalls['next']['request'], options?: CallOptions): Promise<EngineCalls['next']['reply']>
  /** All weights of an analysed text, where they are not too large. */
  weights(request: EngineCalls['weights']['request'], options?: CallOptions): Promise<EngineCalls['weights']['reply']>
  /** The weights of an analysed text as an NPZ archive. */
  npz(request: EngineCalls['npz']['request'], options?: CallOptions): Promise<EngineCalls['npz']['reply']>
  /** Forgets a session's tensors and cancels what is under way for it. */
  release(sessionId: string): void
  /** Stops the worker; what is pending rejects with blame 'cancelled'. */
  dispose(): void
}

/** How long the engine waits, in milliseconds. */
export interface Patience {
  /** For a cancelled call to end by itself, before its worker is killed. */
  readonly cancelMs: number
  /** The same for a call that a newer one replaces: the worker is wanted again at once, so killing it costs more. */
  readonly supersedeMs: number
  /** Between two pings; a worker that leaves four unanswered is dead. */
  readonly pingMs: number
  /** Without any session, before the worker is ended: its memory only ever grows, and goes back with it. */
  readonly idleMs: number
}

export interface EngineOptions {
  /** The webview address of dist/, ending in a slash; worker.js and ort.wasm lie there. */
  readonly distUri: string
  readonly patience?: Patience
}
