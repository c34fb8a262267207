import { SplitPreTokenizer } from '@huggingface/tokenizers'
import type { Range } from './align/alignedText.ts'
import type { Section } from './section.ts'

/** The pattern of a part of tokenizer.json: Oniguruma's syntax made JavaScript's by the tokenizers library. */
export function patternOf(section: Section): RegExp {
  const pattern = section.section('pattern')
  if (pattern.has('String')) return literal(pattern.text('String'))
  return regexOf(pattern.text('Regex'), section)
}

/** A global RegExp that matches just this text. */
export function literal(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gu')
}

/** One Oniguruma expression as a global, Unicode-aware RegExp. */
export function regexOf(source: string, section: Section): RegExp {
  try {
    return new SplitPreTokenizer({ type: 'Split', pattern: { Regex: source }, behavior: 'Isolated' }).pattern!
  } catch (cause) {
    throw section.unsupported(`the regular expression ${source} (${cause instanceof Error ? cause.message : String(cause)})`)
  }
}

/** All matches of a global pattern from left to right; an empty match right behind another match does not count, as in Oniguruma. */
export function findMatches(text: string, pattern: RegExp): Range[] {
  const matches: Range[] = []
  let last = -1
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const start = match.index
    const end = start + match[0].length
    if (start < end || end !== last) matches.push({ start, end })
    if (start === end) pattern.lastIndex = end + (text.codePointAt(end)! > 0xffff ? 2 : 1)
    last = end
  }
  return matches
}
