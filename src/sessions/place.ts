/** A stretch of the analysed text that the document still holds: [from, to) of the text lies at document offset `at`. */
export interface Segment {
  readonly from: number
  readonly to: number
  readonly at: number
}

/** Where an analysed text is in its document as it is now; all numbers are UTF-16 units, [start, end) half open. */
export interface Place {
  readonly length: number
  readonly start: number
  readonly end: number
  readonly segments: readonly Segment[]
}

/** A replacement of `length` units at `offset` of the document by `text`. */
export interface Edit {
  readonly offset: number
  readonly length: number
  readonly text: string
}

/** The place of a text of `length` units that starts at `start`, untouched. */
export function placeAt(start: number, length: number): Place {
  return { length, start, end: start + length, segments: [{ from: 0, to: length, at: start }] }
}

/** Whether the document still holds the whole text in one piece. */
export function isIntact(place: Place): boolean {
  const [only, ...others] = place.segments
  return others.length === 0 && only?.from === 0 && only.to === place.length
}

/** Where [start, end) of the analysed text is in the document, or undefined where an edit touched it. */
export function locate(place: Place, start: number, end: number): { start: number; end: number } | undefined {
  const home = place.segments.find(({ from, to }) => from <= start && end <= to)
  return home && { start: home.at + start - home.from, end: home.at + end - home.from }
}

/** The offset in the analysed text of a document offset, or undefined where the document holds something else. */
export function textOffset(place: Place, offset: number): number | undefined {
  const home = place.segments.find(({ from, to, at }) => at <= offset && offset <= at + to - from)
  return home && home.from + offset - home.at
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
  return { length: place.length, start, end: Math.max(start, end), segments }
}

/**
 * The place after all edits of one change, offsets counted in the document before it. Where an edit brings the whole
 * text back (an undo, a paste of what was cut), the place is intact again. `read` gives the document after the change.
 */
export function editPlaceAll(place: Place, text: string, edits: readonly Edit[], read: (start: number, end: number) => string): Place {
  const ordered = [...edits].sort((a, b) => a.offset - b.offset)
  const edited = ordered.reduceRight(editPlace, place)
  const [first] = edited.segments
  if (isIntact(edited)) return edited
  if (first) {
    const start = first.at - first.from
    return read(start, start + text.length) === text ? placeAt(start, text.length) : edited
  }
  let shift = 0
  for (const { offset, length, text: put } of ordered) {
    const from = Math.max(0, offset + shift - text.length + 1)
    const found = read(from, offset + shift + put.length + text.length - 1).indexOf(text)
    if (found >= 0) return placeAt(from + found, text.length)
    shift += put.length - length
  }
  return edited
}

/** The place of a text in a document that was not watched meanwhile: at `near`, else its first occurrence, else all of it lost. */
export function findPlace(text: string, near: number, documentText: string): Place {
  const at = documentText.startsWith(text, near) ? near : documentText.indexOf(text)
  return at >= 0 ? placeAt(at, text.length) : { length: text.length, start: near, end: near, segments: [] }
}
