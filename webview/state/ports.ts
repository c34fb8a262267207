import type { AttentionSlice, Thumbnails } from '../../protocol/attention.ts'
import type { EngineCalls } from '../../protocol/engine.ts'
import type { HeadTable } from '../../protocol/heads.ts'
import type { HostToPage } from '../../protocol/hostToPage.ts'
import type { PageToHost, Progress } from '../../protocol/pageToHost.ts'
import type { ChangedStep, StepThrough } from '../../protocol/steps.ts'

export interface CallOptions {
  readonly signal: AbortSignal
  readonly onProgress: (progress: Progress) => void
}

/** The engine as the page's state sees it; calls reject with an error that carries a `failure`. */
export interface EnginePort {
  analyse(request: EngineCalls['analyse']['request'], options: CallOptions): Promise<EngineCalls['analyse']['reply']>
  slice(request: EngineCalls['slice']['request'], options: CallOptions): Promise<AttentionSlice>
  heads(request: EngineCalls['heads']['request'], options: CallOptions): Promise<HeadTable>
  thumbnails(request: EngineCalls['thumbnails']['request'], options: CallOptions): Promise<Thumbnails>
  steps(request: EngineCalls['steps']['request'], options: CallOptions): Promise<StepThrough>
  whatIf(request: EngineCalls['whatIf']['request'], options: CallOptions): Promise<ChangedStep>
  representations(request: EngineCalls['representations']['request'], options: CallOptions): Promise<EngineCalls['representations']['reply']>
  predictions(request: EngineCalls['predictions']['request'], options: CallOptions): Promise<EngineCalls['predictions']['reply']>
  next(request: EngineCalls['next']['request'], options: CallOptions): Promise<EngineCalls['next']['reply']>
  weights(request: EngineCalls['weights']['request'], options: CallOptions): Promise<EngineCalls['weights']['reply']>
  npz(request: EngineCalls['npz']['request'], options: CallOptions): Promise<EngineCalls['npz']['reply']>
  release(sessionId: string): void
}

export interface HostPort {
  post(message: PageToHost): void
  listen(listener: (message: HostToPage) => void): void
  /** What the page stored before it was reloaded; unchecked. */
  restore(): unknown
  store(value: unknown): void
}
