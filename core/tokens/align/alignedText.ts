import type { Edits } from './edits.ts'

/** A stretch of a text in UTF-16 offsets, half open. */
export interface Range {
  readonly start: number
  readonly end: number
}

/**
 * A text on its way to the model that knows, for each of its UTF-16 units, the range of the original text that the unit
 * came from. Immutable; follows the alignment rules of the Rust tokenizers' NormalizedString, so that spans agree.
 */
export class AlignedText {
  readonly text: string
  readonly starts: Int32Array
  readonly ends: Int32Array
  /** Where in the original text this piece begins. */
  readonly origin: number

  constructor(text: string, starts: Int32Array, ends: Int32Array, origin: number) {
    this.text = text
    this.starts = starts
    this.ends = ends
    this.origin = origin
  }

  /** The text itself; lone surrogates become U+FFFD, as they have no UTF-8. */
  static from(original: string): AlignedText {
    const text = original.replace(/\p{Surrogate}/gu, '\uFFFD')
    const starts = new Int32Array(text.length)
    const ends = new Int32Array(text.length)
    for (let i = 0; i < text.length; i++) {
      const low = isLowSurrogate(text, i)
      starts[i] = low ? i - 1 : i
      ends[i] = low || !isLowSurrogate(text, i + 1) ? i + 1 : i + 2
    }
    return new AlignedText(text, starts, ends, 0)
  }

  get length(): number {
    return this.text.length
  }

  /** The original range of units from..to; not for empty ranges. */
  originalRange(from: number, to: number): Range {
    return { start: this.starts[from]!, end: this.ends[to - 1]! }
  }

  /** A piece of this text, which begins in the original where its first unit came from. */
  slice(from: number, to: number): AlignedText {
    if (from === 0 && to === this.length && this.origin === this.starts[0]) return this
    return new AlignedText(
      this.text.slice(from, to), this.starts.subarray(from, to), this.ends.subarray(from, to), this.starts[from] ?? this.origin,
    )
  }

  /** The same text without what lies outside from..to; unlike a slice it still stands for all of the original. */
  crop(from: number, to: number): AlignedText {
    return new AlignedText(this.text.slice(from, to), this.starts.subarray(from, to), this.ends.subarray(from, to), this.origin)
  }

  /** The text with the edits applied, after dropping `removedStart` characters at its beginning. */
  transform(edits: Edits, removedStart = 0): AlignedText {
    const text = edits.chars.join('')
    const starts = new Int32Array(text.length)
    const ends = new Int32Array(text.length)
    let at = this.#skip(0, removedStart)
    let to = 0
    for (let i = 0; i < edits.chars.length; i++) {
      const change = edits.changes[i]!
      const from = change > 0 ? at - 1 : Math.min(at, this.length - 1)
      const width = edits.chars[i]!.length
      starts.fill(from < 0 ? this.origin : this.starts[from]!, to, to + width)
      ends.fill(from < 0 ? this.origin : this.ends[from]!, to, to + width)
      to += width
      if (change <= 0) at = this.#skip(at, 1 - change)
    }
    return new AlignedText(text, starts, ends, this.origin)
  }

  /** The text with each range replaced by `content`, which stands for the last character of the range. */
  replace(ranges: readonly Range[], content: string): AlignedText {
    if (ranges.length === 0) return this
    const removed = ranges.reduce((sum, range) => sum + range.end - range.start, 0)
    const starts = new Int32Array(this.length - removed + ranges.length * content.length)
    const ends = new Int32Array(starts.length)
    let text = ''
    let done = 0
    for (const { start, end } of [...ranges, { start: this.length, end: -1 }]) {
      starts.set(this.starts.subarray(done, start), text.length)
      ends.set(this.ends.subarray(done, start), text.length)
      text += this.text.slice(done, start)
      if (end < 0) break
      starts.fill(end > 0 ? this.starts[end - 1]! : this.origin, text.length, text.length + content.length)
      ends.fill(end > 0 ? this.ends[end - 1]! : this.origin, text.length, text.length + content.length)
      text += content
      done = end
    }
    return new AlignedText(text, starts, ends, this.origin)
  }

  /** The text with `prefix` before it, which stands for the first character; an empty text stays empty. */
  prepend(prefix: string): AlignedText {
    if (this.length === 0) return this
    const starts = new Int32Array(this.length + prefix.length).fill(this.starts[0]!, 0, prefix.length)
    const ends = new Int32Array(this.length + prefix.length).fill(this.ends[0]!, 0, prefix.length)
    starts.set(this.starts, prefix.length)
    ends.set(this.ends, prefix.length)
    return new AlignedText(prefix + this.text, starts, ends, this.origin)
  }

  #skip(at: number, characters: number): number {
    for (; characters > 0 && at < this.length; characters--) at += isLowSurrogate(this.text, at + 1) ? 2 : 1
    return at
  }
}

/** Text that came from `original` may hold pairs only, so a low surrogate always ends a character. */
function isLowSurrogate(text: string, i: number): boolean {
  return (text.charCodeAt(i) & 0xfc00) === 0xdc00
}
