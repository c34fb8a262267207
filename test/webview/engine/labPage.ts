import type { AttentionSlice } from '../../../protocol/attention.ts'
import type { EngineCalls } from '../../../protocol/engine.ts'
import type { Failure, Progress } from '../../../protocol/pageToHost.ts'
import { createEngine, usualPatience } from '../../../webview/engine/createEngine.ts'
import type { Engine, Patience } from '../../../webview/engine/engine.ts'
import { EngineFailure } from '../../../webview/engine/engineFailure.ts'

type AnalyseRequest = EngineCalls['analyse']['request']
type SliceRequest = EngineCalls['slice']['request']
type StepsCall = EngineCalls['steps']
type WhatIfCall = EngineCalls['whatIf']

/** A reply whose arrays have become lists. */
type Listed<T> = { [K in keyof T]: Extract<T[K], Float32Array> extends never ? T[K] : number[] | Exclude<T[K], Float32Array> }

/** How one call ended, in a form that leaves the browser. */
export interface Outcome<T> {
  readonly reply?: T
  readonly failure?: Failure
  /** Each phase once, in the order reported. */
  readonly phases: string[]
  readonly lastProgress: Progress | undefined
}

export type LabSlice = Omit<AttentionSlice, 'weights'> & { readonly weights: number[] }
export type LabAnalysis = Omit<EngineCalls['analyse']['reply'], 'thumbnails'> & {
  readonly thumbnails: { readonly size: number; readonly layers: number; readonly heads: number; readonly pixels: number[] }
}

/** What the tests call in the page. */
export interface Lab {
  engine: Engine
  readonly workers: Worker[]
  readonly violations: string[]
  restart(patience?: Partial<Patience>): void
  /** `cancelOn`: abort when this phase is reported. */
  analyse(request: AnalyseRequest, cancelOn?: Progress['phase']): Promise<Outcome<LabAnalysis>>
  slice(request: SliceRequest): Promise<Outcome<LabSlice>>
  steps(request: StepsCall['request']): Promise<Outcome<Listed<StepsCall['reply']>>>
  whatIf(request: WhatIfCall['request']): Promise<Outcome<Listed<WhatIfCall['reply']>>>
}

declare global {
  var lab: Lab
}

async function outcome<T>(ask: (onProgress: (progress: Progress) => void) => Promise<T>): Promise<Outcome<T>> {
  const phases: string[] = []
  let lastProgress: Progress | undefined
  const onProgress = (progress: Progress) => {
    if (phases.at(-1) !== progress.phase) phases.push(progress.phase)
    lastProgress = progress
  }
  try {
    return { reply: await ask(onProgress), phases, lastProgress }
  } catch (error) {
    if (!(error instanceof EngineFailure)) throw error
    return { failure: error.failure, phases, lastProgress }
  }
}

function listed<T extends object>(reply: T): Listed<T> {
  const entries = Object.entries(reply).map(([name, value]) => [name, value instanceof Float32Array ? [...value] : (value as unknown)])
  return Object.fromEntries(entries) as Listed<T>
}

const distUri = new URL('dist/', location.href).href

globalThis.lab = {
  engine: createEngine({ distUri }),
  workers: [],
  violations: [],
  restart(patience) {
    lab.engine.dispose()
    lab.workers.length = 0
    lab.engine = createEngine({ distUri, patience: { ...usualPatience, ...patience } })
  },
  analyse: (request, cancelOn) =>
    outcome(async (onProgress) => {
      const controller = new AbortController()
      const { analysis, thumbnails } = await lab.engine.analyse(request, {
        signal: controller.signal,
        onProgress: (progress) => {
          onProgress(progress)
          if (progress.phase === cancelOn) controller.abort()
        },
      })
      return { analysis, thumbnails: { ...thumbnails, pixels: [...thumbnails.pixels] } }
    }),
  slice: (request) =>
    outcome(async (onProgress) => {
      const slice = await lab.engine.slice(request, { onProgress })
      return { ...slice, weights: [...slice.weights] }
    }),
  steps: (request) => outcome(async (onProgress) => listed(await lab.engine.steps(request, { onProgress }))),
  whatIf: (request) => outcome(async (onProgress) => listed(await lab.engine.whatIf(request, { onProgress }))),
}

globalThis.Worker = class extends Worker {
  constructor(url: string | URL, options?: WorkerOptions) {
    super(url, options)
    lab.workers.push(this)
  }
}
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
  lab.violations.push(`${violatedDirective}: ${blockedURI}`)
})
