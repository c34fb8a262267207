import { GazeError } from '../../gazeError.ts'
import { Edits } from '../align/edits.ts'
import type { Section } from '../section.ts'
import type { Normalizer } from './normalizer.ts'

/** SentencePiece's compiled character map: a double-array trie from UTF-8 to rewritten text, applied grapheme by grapheme. */
export function precompiled(section: Section): Normalizer {
  const encoded = section.fields.precompiled_charsmap
  if (encoded === undefined || encoded === null || encoded === '') return (text) => text
  const map = new CharacterMap(encoded instanceof Uint8Array ? encoded : decodeBase64(section.text('precompiled_charsmap'), section.path), section.path)
  const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

  return (text) => {
    const edits = new Edits()
    let changed = false
    const rewrite = (part: string): boolean => {
      const rewritten = map.rewrite(part)
      if (rewritten === undefined) return false
      pushRewritten(edits, [...part].length, [...rewritten])
      changed = true
      return true
    }
    for (const { segment } of graphemes.segment(text.text)) {
      if (map.takesWhole(segment) && rewrite(segment)) continue
      for (const char of segment) if (!rewrite(char)) edits.push(char, 0)
    }
    return changed ? text.transform(edits) : text
  }
}

/** `count` old characters became `chars`: surplus ones are inserted, missing ones removed behind the last. */
function pushRewritten(edits: Edits, count: number, chars: readonly string[]): void {
  chars.forEach((char, i) => { edits.push(char, i < count ? 0 : 1) })
  const last = edits.changes.length - 1
  if (chars.length < count && last >= 0) edits.changes[last]! -= count - chars.length
}

class CharacterMap {
  readonly #units: Uint32Array
  readonly #texts: Uint8Array
  readonly #known = new Map<string, string | undefined>()
  readonly #encoder = new TextEncoder()

  constructor(bytes: Uint8Array, path: string) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const count = bytes.length < 8 ? 0 : Math.floor(view.getUint32(0, true) / 4)
    if (count === 0 || 4 + 4 * count > bytes.length) {
      throw new GazeError(`tokenizer.json is damaged: ${path}.precompiled_charsmap is cut short; download it again.`)
    }
    this.#units = Uint32Array.from({ length: count }, (_, i) => view.getUint32(4 + 4 * i, true))
    this.#texts = bytes.subarray(4 + 4 * count)
  }

  /** Graphemes of six bytes and more are looked up by character only. */
  takesWhole(grapheme: string): boolean {
    return grapheme.length === 1 || (grapheme.length < 6 && this.#encoder.encode(grapheme).length < 6)
  }

  /** What the shortest known prefix of `part` becomes; undefined when none is known. */
  rewrite(part: string): string | undefined {
    if (!this.#known.has(part)) this.#known.set(part, this.#search(this.#encoder.encode(part)))
    return this.#known.get(part)
  }

  #search(key: Uint8Array): string | undefined {
    let node = offsetOf(this.#units[0]!)
    for (const byte of key) {
      node ^= byte
      const unit = this.#units[node]
      if (byte === 0 || unit === undefined || (unit & 0x800000ff) >>> 0 !== byte) return undefined
      node ^= offsetOf(unit)
      if ((unit >>> 8) & 1) return this.#textAt(this.#units[node]! & 0x7fffffff)
    }
    return undefined
  }

  #textAt(from: number): string {
    const end = this.#texts.indexOf(0, from)
    return new TextDecoder().decode(this.#texts.subarray(from, end < 0 ? this.#texts.length : end))
  }
}

function offsetOf(unit: number): number {
  return (unit >>> 10) << ((unit & 0x200) >>> 6)
}

function decodeBase64(text: string, path: string): Uint8Array {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  const valueOf = new Map([...digits].map((digit, i) => [digit, i]))
  const bytes = new Uint8Array(Math.floor((text.replace(/=+$/, '').length * 3) / 4))
  let bits = 0
  for (let i = 0, at = 0; at < bytes.length; i++) {
    const value = valueOf.get(text[i]!)
    if (value === undefined) throw new GazeError(`tokenizer.json is damaged: ${path}.precompiled_charsmap is not base64.`)
    bits = ((bits << 6) | value) & 0xffffff
    if (i % 4 > 0) bytes[at++] = (bits >> (6 - 2 * (i % 4))) & 0xff
  }
  return bytes
}
