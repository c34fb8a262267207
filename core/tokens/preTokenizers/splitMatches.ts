import type { AlignedText, Range } from '../align/alignedText.ts'

/** What becomes of the delimiters that a text is split at. */
export type SplitBehavior = 'Removed' | 'Isolated' | 'MergedWithPrevious' | 'MergedWithNext' | 'Contiguous'

interface Part extends Range {
  readonly delimiter: boolean
}

/** Splits at the given delimiters; with `invert` the stretches between them are the delimiters. */
export function splitMatches(
  piece: AlignedText, delimiters: readonly Range[], behavior: SplitBehavior, invert = false,
): AlignedText[] {
  const parts = partsOf(piece.length, delimiters, invert)
  const kept = behavior === 'Removed' ? parts.filter((part) => !part.delimiter) : merge(parts, behavior)
  return kept.map((part) => piece.slice(part.start, part.end))
}

function partsOf(length: number, delimiters: readonly Range[], invert: boolean): Part[] {
  const parts: Part[] = []
  let done = 0
  for (const { start, end } of delimiters) {
    if (done < start) parts.push({ start: done, end: start, delimiter: invert })
    parts.push({ start, end, delimiter: !invert })
    done = end
  }
  if (done < length) parts.push({ start: done, end: length, delimiter: invert })
  return parts
}

function merge(parts: readonly Part[], behavior: SplitBehavior): readonly Range[] {
  if (behavior === 'Isolated') return parts
  const merged: { start: number; end: number }[] = []
  const backwards = behavior === 'MergedWithNext'
  let wasDelimiter = false
  for (const part of backwards ? [...parts].reverse() : parts) {
    const joins = behavior === 'Contiguous' ? part.delimiter === wasDelimiter : part.delimiter && !wasDelimiter
    const last = merged.at(-1)
    if (!joins || !last) merged.push({ start: part.start, end: part.end })
    else if (backwards) last.start = part.start
    else last.end = part.end
    wasDelimiter = part.delimiter
  }
  return backwards ? merged.reverse() : merged
}
