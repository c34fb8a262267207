import type { TextRange } from './rangeGroups.ts'

const word = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*|[^\s\p{L}\p{M}\p{N}]+/gu
const identifier =
  /[\p{ID_Start}_$][\p{ID_Continue}$\u200c\u200d]*|\p{N}[\p{L}\p{M}\p{N}_]*(?:\.\p{N}[\p{L}\p{M}\p{N}_]*)*|[^\s\p{ID_Start}\p{N}_$]+/gu
const line = /[^\n]*\n|[^\n]+$/gu
/** Scripts that put no space between words. */
const spaceless = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u

/**
 * The words of a text: runs of letters, marks and digits with apostrophes inside, and runs of anything else but spaces.
 * Scripts without spaces are cut by the word boundaries of Unicode (UAX 29) and their dictionaries, as Intl.Segmenter
 * knows them.
 */
export function wordRanges(text: string): TextRange[] {
  const segmenter = new Intl.Segmenter('en', { granularity: 'word' })
  return matches(text, word).flatMap((range) => {
    if (!spaceless.test(range.label)) return [range]
    return [...segmenter.segment(range.label)].map(({ segment, index }) => ({
      start: range.start + index,
      end: range.start + index + segment.length,
      label: segment,
    }))
  })
}

/** The words of code: identifiers, camelCase and snake_case as one, numbers, and runs of anything else but spaces. */
export function identifierRanges(text: string): TextRange[] {
  return matches(text, identifier)
}

/** The lines of a text, each with its line break, labelled with what stands on them. */
export function lineRanges(text: string): TextRange[] {
  return matches(text, line).map((range) => ({ ...range, label: range.label.trim() || '⏎' }))
}

function matches(text: string, pattern: RegExp): TextRange[] {
  return Array.from(text.matchAll(pattern), ({ 0: label, index }) => ({ start: index, end: index + label.length, label }))
}
