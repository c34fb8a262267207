/** Part of a text, offsets into it, and a number. */
export interface Stretch {
  readonly start: number
  readonly end: number
  readonly value: number
}

/** Stretches in the order of the text; those that overlap (the bytes of one character) are one, with the sum of their numbers. */
export function joinStretches(stretches: readonly Stretch[]): Stretch[] {
  const joined: { start: number; end: number; value: number }[] = []
  for (const { start, end, value } of stretches.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1)
    if (last && start < last.end) {
      last.value += value
      last.end = Math.max(last.end, end)
    } else joined.push({ start, end, value })
  }
  return joined
}
