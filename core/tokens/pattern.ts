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
    const pattern = { Regex: foldBeyondAscii(source) }
    const { pattern: translated } = new SplitPreTokenizer({ type: 'Split', pattern, behavior: 'Isolated' })
    return new RegExp(translated!.source.replaceAll(lineStart, `${lineStart}(?:(?=[\\s\\S])|(?<![\\s\\S]))`), 'gu')
  } catch (cause) {
    throw section.unsupported(`the regular expression ${source} (${cause instanceof Error ? cause.message : String(cause)})`)
  }
}

/** The library's `^`; Oniguruma's does not match behind a newline that ends the text. */
const lineStart = String.raw`(?:(?<![\s\S])|(?<=\n))`

/** Lets s and k inside (?i:…) match the long s and the Kelvin sign too; the library folds ASCII only. */
function foldBeyondAscii(source: string): string {
  return source.replace(/\(\?i:(?:\\.|\[[^\]]*\]|[^()\\[])*\)/gu, (group) =>
    group.replace(/\\.|\[[^\]]*\]|[sk]/giu, (part) => {
      const lower = part.toLowerCase()
      return lower === 's' ? '[s\u017F]' : lower === 'k' ? '[k\u212A]' : part
    }))
}

/**
 * All matches of a global pattern from left to right; as in Oniguruma, an empty match right behind another does not
 * count (nor does one inside a surrogate pair, where V8 finds some).
 */
export function findMatches(text: string, pattern: RegExp): Range[] {
  const matches: Range[] = []
  if (text === '') return matches
  let last = -1
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const start = match.index
    const end = start + match[0].length
    if (start === end) pattern.lastIndex = end + (text.codePointAt(end)! > 0xffff ? 2 : 1)
    const insidePair = start === end && (text.charCodeAt(start) & 0xfc00) === 0xdc00
    if (insidePair || (start === end && end === last)) continue
    matches.push({ start, end })
    last = end
  }
  return matches
}
