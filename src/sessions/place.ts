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
  /** The parts of the text that the document had in several places; absent where it had all of it in one. */
  readonly pieces?: readonly { readonly from: number; readonly to: number }[]
}

/** The place of a text of `length` units that starts at `start`, untouched. */
export function placeAt(start: number, length: number): Place {
  return { length, start, end: start + length, segments: [{ from: 0, to: length, at: start }] }
}

/** The place of passages that are read as one text with a line break after each. */
export function placeOfPassages(passages: readonly { readonly start: number; readonly end: number }[]): Place {
  let length = 0
  const segments = passages.map(({ start, end }): Segment => {
    const from = length
    length = from + end - start + 1
    return { from, to: length - 1, at: start }
  })
  const [start, end] = passages.length === 0 ? [0, 0]
    : [Math.min(...passages.map((each) => each.start)), Math.max(...passages.map((each) => each.end))]
  const place = { length: Math.max(0, length - 1), start, end, segments }
  return passages.length < 2 ? place : { ...place, pieces: segments.map(({ from, to }) => ({ from, to })) }
}

/** The place of a part of a text, from `from` on, that the document has at `start`; the rest is in another document. */
export function placeOfPart(length: number, from: number, { start, end }: { readonly start: number; readonly end: number }): Place {
  const to = from + end - start
  return { length, start, end, segments: [{ from, to, at: start }], pieces: [{ from, to }] }
}

/** Whether the document still holds every piece of the text whole. */
export function isIntact(place: Place): boolean {
  const pieces = piecesOf(place)
  return place.segments.length === pieces.length
    && pieces.every(({ from, to }, index) => place.segments[index]!.from === from && place.segments[index]!.to === to)
}

/** Where the pieces are in the document now, as far as edits have left something of each; document offsets. */
export function passagesOf(place: Place): { start: number; end: number }[] {
  if (piecesOf(place).length < 2) return [{ start: place.start, end: place.end }]
  return piecesOf(place).flatMap(({ from, to }) => {
    const own = place.segments.filter((segment) => segment.from >= from && segment.to <= to)
    const last = own.at(-1)
    return own[0] && last ? [{ start: own[0].at, end: last.at + last.to - last.from }] : []
  })
}

/** Whether two texts lie at the same passages of their document. */
export function samePassages(a: Place, b: Place): boolean {
  const [some, others] = [passagesOf(a), passagesOf(b)]
  return some.length === others.length && some.every(({ start, end }, index) => start === others[index]!.start && end === others[index]!.end)
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

/** The parts of the text that are whole in the document as long as nothing was edited. */
export function piecesOf({ pieces, length }: Place): readonly { readonly from: number; readonly to: number }[] {
  return pieces ?? [{ from: 0, to: length }]
}
