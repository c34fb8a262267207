import { findMatches, literal } from '../pattern.ts'
import type { Section } from '../section.ts'
import type { PreTokenizer } from './preTokenizer.ts'
import { splitMatches } from './splitMatches.ts'

/** SentencePiece's spaces: each becomes U+2581 as a rule, one may be put in front, and words begin at them. */
export function metaspace(section: Section): PreTokenizer {
  const replacement = section.text('replacement', '\u2581')
  const scheme = section.flag('add_prefix_space', true) ? section.text('prepend_scheme', 'always') : 'never'
  if (!['always', 'first', 'never'].includes(scheme)) throw section.unsupported(`the prepend scheme ${scheme}`)
  const split = section.flag('split', true)
  const delimiter = literal(replacement)

  return (piece) => {
    const replaced = piece.replace(findMatches(piece.text, / /g), replacement)
    const prefixed = scheme === 'always' || (scheme === 'first' && piece.origin === 0)
    const text = prefixed && !replaced.text.startsWith(replacement) ? replaced.prepend(replacement) : replaced
    return split ? splitMatches(text, findMatches(text.text, delimiter), 'MergedWithNext') : [text]
  }
}
