import type { Piece } from './piece.ts'

const space = /[Ġ\p{White_Space}]/u

/** Takes leading and trailing spaces out of spans, but for the one that was put in front of the text. */
export function trimOffsets(pieces: readonly Piece[], prefixed: boolean): void {
  pieces.forEach((piece, i) => {
    const { value } = piece
    let leading = 0
    let trailing = 0
    while (leading < value.length && space.test(value[leading]!)) leading++
    while (trailing < value.length && space.test(value[value.length - 1 - trailing]!)) trailing++
    const kept = leading === 1 && prefixed && (i === 0 || piece.start === 0)
    if (!kept) piece.start = Math.min(piece.start + leading, piece.end)
    if (piece.end >= trailing) piece.end = Math.max(piece.end - trailing, piece.start)
  })
}
