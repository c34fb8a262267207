import type { HostToPage } from '../../protocol/hostToPage.ts'
import type { HostPort } from './ports.ts'

declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void
  getState(): unknown
  setState(value: unknown): void
}

const types: readonly HostToPage['type'][] = ['state', 'cancel', 'hover', 'show', 'export', 'recording']

/** The way to the extension host; may be called once in the life of a page. */
export function createHostPort(): HostPort {
  const api = acquireVsCodeApi()
  return {
    post: (message) => {
      api.postMessage(message)
    },
    listen: (listener) => {
      addEventListener('message', ({ data }: MessageEvent<HostToPage | null>) => {
        if (data && types.includes(data.type)) listener(data)
      })
    },
    restore: () => api.getState(),
    store: (value) => {
      api.setState(value)
    },
  }
}
