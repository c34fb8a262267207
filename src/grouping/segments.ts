/** Where words begin, by Unicode's rules (UAX 29, dictionaries for scripts without spaces); what is between is a segment too. */
export function wordStarts(text: string): number[] {
  return [...new Intl.Segmenter('en', { granularity: 'word' }).segment(text)].map(({ index }) => index)
}

/** Where identifiers, numbers and runs of white space begin; every other character is a segment of its own. */
export function identifierStarts(text: string): number[] {
  const pattern = /[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*|\p{Nd}\p{ID_Continue}*(?:\.\p{Nd}\p{ID_Continue}*)?|\s+|[^]/gu
  return [...text.matchAll(pattern)].map(({ index }) => index)
}

/** Where lines begin. */
export function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ 0: end, index }) => index + end.length)]
}

/** The last segment that starts at or before an offset. */
export function segmentAt(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (starts[middle]! <= offset) low = middle
    else high = middle - 1
  }
  return low
}

/** The first and last offset of [start, end) that is not white space; all of it where there is nothing else. */
export function visiblePart(text: string, start: number, end: number): { first: number; last: number } {
  const stretch = text.slice(start, end)
  const lead = stretch.search(/\S/)
  return lead < 0 ? { first: start, last: end - 1 } : { first: start + lead, last: start + stretch.trimEnd().length - 1 }
}
