/** Large enough for few messages, small enough for a cancel to be noticed soon. */
const blockBytes = 1 << 22

/** Gathers bytes into blocks of 4 MiB (the last one shorter) and hands each on as an array of its own. */
export class BlockWriter {
  written = 0
  readonly #onBlock: (block: Uint8Array<ArrayBuffer>) => void
  #block = new Uint8Array(blockBytes)
  #filled = 0

  constructor(onBlock: (block: Uint8Array<ArrayBuffer>) => void) {
    this.#onBlock = onBlock
  }

  write(bytes: Uint8Array): void {
    this.written += bytes.length
    for (let at = 0; at < bytes.length; ) {
      const part = bytes.subarray(at, at + blockBytes - this.#filled)
      this.#block.set(part, this.#filled)
      at += part.length
      this.#filled += part.length
      if (this.#filled === blockBytes) this.flush()
    }
  }

  /** Hands on what is left. */
  flush(): void {
    if (this.#filled === 0) return
    this.#onBlock(this.#filled === blockBytes ? this.#block : this.#block.slice(0, this.#filled))
    this.#block = new Uint8Array(blockBytes)
    this.#filled = 0
  }
}
