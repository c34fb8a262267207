/* The few globals that every JavaScript host has and ECMAScript's own types lack. Only core's tsconfig sees this file. */
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean })
  decode(bytes?: Uint8Array): string
}
interface AbortSignal {
  readonly aborted: boolean
  throwIfAborted(): void
}
declare const performance: { now(): number }
