/* What both extension hosts (Node's and the browser's worker) offer, and neither ES2023 nor vscode's types declare. */
declare function setTimeout(callback: () => void, milliseconds?: number): unknown
declare function clearTimeout(handle: unknown): void
declare class TextDecoder {
  decode(bytes?: Uint8Array): string
}
declare const crypto: { getRandomValues<T extends Uint8Array>(array: T): T; randomUUID?(): string }
