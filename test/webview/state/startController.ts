import type { HostToPage } from '../../../protocol/hostToPage.ts'
import type { PageToHost } from '../../../protocol/pageToHost.ts'
import type { SessionState } from '../../../protocol/session.ts'
import { createController } from '../../../webview/state/controller.ts'
import type { CallOptions, EnginePort, HostPort } from '../../../webview/state/ports.ts'

interface Asked {
  readonly call: Exclude<keyof EnginePort, 'release'>
  readonly request: Parameters<EnginePort[Asked['call']]>[0]
  readonly options: CallOptions
  resolve(value: unknown): void
  reject(error: unknown): void
}

/** A controller whose engine and host are this test: it answers when and in which order it likes. */
export function start() {
  const asked: Asked[] = []
  const posted: PageToHost[] = []
  const released: string[] = []
  let listener: (message: HostToPage) => void = () => undefined
  const ask = (call: Asked['call']) => (request: Asked['request'], options: CallOptions) =>
    new Promise<never>((resolve, reject) => asked.push({ call, request, options, resolve: resolve as Asked['resolve'], reject }))
  const engine: EnginePort = {
    analyse: ask('analyse'), slice: ask('slice'), heads: ask('heads'), thumbnails: ask('thumbnails'),
    steps: ask('steps'), whatIf: ask('whatIf'), representations: ask('representations'), predictions: ask('predictions'), next: ask('next'), weights: ask('weights'), npz: ask('npz'), release: (id) => released.push(id),
  }
  const host: HostPort = {
    post: (message) => posted.push(message), listen: (heard) => { listener = heard }, restore: () => null, store: () => undefined,
  }
  const controller = createController(engine, host)
  const show = (state: SessionState | null, reports = true) => { listener({ type: 'state', session: state, reports }) }
  const last = () => asked.at(-1)!
  const answer = async (to: Asked, value: unknown) => { to.resolve(value); await settled() }
  const types = () => posted.map(({ type }) => type)
  return { controller, asked, posted, released, show, last, answer, types, say: (message: HostToPage) => { listener(message) } }
}

export const settled = () => new Promise((done) => setImmediate(done))
