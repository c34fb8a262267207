import type { Part, Piece } from './piece.ts'

const space = /[Ġ\p{White_Space}]/u

/**
 * Takes leading and trailing spaces out of the spans of a part, but for the one that was put in front of the text. As in
 * the Rust tokenizers a space takes one character off the span, whatever character that is.
 */
export function trimOffsets({ pieces, text }: Part, prefixed: boolean): void {
  pieces.forEach((piece, i) => {
    const leading = spaces(piece.value, 0, 1)
    const trailing = spaces(piece.value, piece.value.length - 1, -1)
    const kept = leading === 1 && prefixed && (i === 0 || piece.start === 0)
    for (let n = kept ? 0 : leading; n > 0 && piece.start < piece.end; n--) piece.start += widthAt(text, piece.start)
    trimEnd(piece, text, trailing)
  })
}

function trimEnd(piece: Piece, text: string, count: number): void {
  let end = piece.end
  for (let n = count; n > 0; n--) {
    if (end === 0) return
    end -= widthAt(text, end - 2) === 2 ? 2 : 1
  }
  piece.end = Math.max(end, piece.start)
}

function spaces(value: string, from: number, step: number): number {
  let count = 0
  for (let at = from; at >= 0 && at < value.length && space.test(value[at]!); at += step) count++
  return count
}

function widthAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
}
