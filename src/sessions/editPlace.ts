import { isIntact, piecesOf, type Place, type Segment } from './place.ts'

/** A replacement of `length` units at `offset` of the document by `text`. */
export interface Edit {
  readonly offset: number
  readonly length: number
  readonly text: string
}

/** The place after an edit: what lies before stays, what lies after shifts, what was replaced is gone. */
export function editPlace(place: Place, edit: Edit): Place {
  const editEnd = edit.offset + edit.length
  const delta = edit.text.length - edit.length
  if (edit.offset >= place.end && editEnd > place.start) return place
  const segments: Segment[] = []
  const keep = (from: number, to: number, at: number): void => {
    const last = segments.at(-1)
    if (last?.to === from && last.at + from - last.from === at) segments[segments.length - 1] = { ...last, to }
    else if (to > from) segments.push({ from, to, at })
  }
  for (const { from, to, at } of place.segments) {
    const end = at + to - from
    if (end <= edit.offset) keep(from, to, at)
    else if (at >= editEnd) keep(from, to, at + delta)
    else {
      if (at < edit.offset) keep(from, from + edit.offset - at, at)
      if (end > editEnd) keep(from + editEnd - at, to, editEnd + delta)
    }
  }
  const start = editEnd <= place.start ? place.start + delta : Math.min(place.start, edit.offset)
  const end = editEnd <= place.end ? place.end + delta : edit.offset
  return { ...place, start, end: Math.max(start, end), segments }
}

/**
 * The place after all edits of one change, offsets counted in the document before it. Where an edit brings a whole
 * piece back (an undo, a paste of what was cut), the piece is intact again. `read` gives the document after the change.
 */
export function editPlaceAll(place: Place, text: string, edits: readonly Edit[], read: (start: number, end: number) => string): Place {
  const ordered = [...edits].sort((a, b) => a.offset - b.offset)
  const edited = ordered.reduceRight(editPlace, place)
  if (isIntact(edited)) return edited
  const restored = piecesOf(edited).map(({ from, to }): readonly Segment[] => {
    const own = edited.segments.filter((segment) => segment.from >= from && segment.to <= to)
    const at = own[0] ? whereBefore(own[0], from, text.slice(from, to), read) : pastedAt(text.slice(from, to), ordered, read)
    return at === undefined ? own : [{ from, to, at }]
  })
  return spanning({ ...edited, segments: restored.flat() })
}

/** The place of a text in a document that was not watched meanwhile: each piece at `near`, else its first occurrence, else lost. */
export function findPlace(place: Place, text: string, documentText: string): Place {
  const segments = piecesOf(place).flatMap(({ from, to }): Segment[] => {
    const known = place.segments.find((segment) => segment.from >= from && segment.to <= to)
    const near = known ? known.at - known.from + from : place.start
    const piece = text.slice(from, to)
    const at = documentText.startsWith(piece, near) ? near : documentText.indexOf(piece)
    return at >= 0 ? [{ from, to, at }] : []
  })
  return segments.length > 0 ? spanning({ ...place, segments }) : { ...place, end: place.start, segments }
}

/** Where the piece that starts at `from` lies, if the document has it whole around what is left of it. */
function whereBefore(left: Segment, from: number, piece: string, read: (start: number, end: number) => string): number | undefined {
  const at = left.at - left.from + from
  return read(at, at + piece.length) === piece ? at : undefined
}

/** Where one of the edits has put a piece of which nothing was left. */
function pastedAt(piece: string, ordered: readonly Edit[], read: (start: number, end: number) => string): number | undefined {
  let shift = 0
  for (const { offset, length, text: put } of ordered) {
    const from = Math.max(0, offset + shift - piece.length + 1)
    const found = read(from, offset + shift + put.length + piece.length - 1).indexOf(piece)
    if (found >= 0) return from + found
    shift += put.length - length
  }
  return undefined
}

/** The same with start and end at its segments, where all pieces are there; else as they were followed. */
function spanning(place: Place): Place {
  if (!isIntact(place)) return place
  const start = Math.min(...place.segments.map(({ at }) => at))
  const end = Math.max(...place.segments.map(({ from, to, at }) => at + to - from))
  return { ...place, start, end }
}
