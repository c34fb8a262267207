import type { Elsewhere } from './recordedHost.ts'

/** A page that is a file of its own: it saves as browsers do, and forgets how it was looked at. */
export function standAlone(tell: (message: string) => void): Elsewhere {
  return {
    post: (message) => {
      if (message.type === 'tell') tell(message.message)
      if (message.type === 'save') download(message.name, message.bytes)
    },
    restore: () => null,
    store: () => undefined,
  }
}

function download(name: string, bytes: Uint8Array): void {
  const address = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>]))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => { URL.revokeObjectURL(address) }, 60_000)
}
