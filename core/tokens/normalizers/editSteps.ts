import type { AlignedText } from '../align/alignedText.ts'
import { Edits } from '../align/edits.ts'

/** The text without the characters that `drop` matches. */
export function removeCharacters(text: AlignedText, drop: RegExp): AlignedText {
  const edits = new Edits()
  let removed = 0
  let removedStart = 0
  for (const char of text.text) {
    if (drop.test(char)) removed++
    else {
      const last = edits.changes.length - 1
      if (last < 0) removedStart = removed
      else edits.changes[last] = -removed || 0
      edits.push(char, 0)
      removed = 0
    }
  }
  return removed === 0 && removedStart === 0 && edits.chars.length === text.length ? text : text.transform(edits, removedStart)
}

/** The text with each character replaced by one or more others; the further ones count as inserted. */
export function mapCharacters(text: AlignedText, map: (char: string) => string): AlignedText {
  const edits = new Edits()
  for (const char of text.text) {
    let change = 0
    for (const mapped of map(char)) {
      edits.push(mapped, change)
      change = 1
    }
  }
  return text.transform(edits)
}

/** Each character lower-cased by itself: unlike String.toLowerCase, a sigma at the end of a word is like any other. */
export function lowercase(text: AlignedText): AlignedText {
  return text.text.toLowerCase() === text.text ? text : mapCharacters(text, (char) => char.toLowerCase())
}
