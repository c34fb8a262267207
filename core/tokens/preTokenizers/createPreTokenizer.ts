import { byteLevel } from '../align/byteLevel.ts'
import { findMatches, literal, patternOf, regexOf } from '../pattern.ts'
import type { Section } from '../section.ts'
import { punctuation, whitespace, wordClass } from '../unicode.ts'
import { metaspace } from './metaspace.ts'
import type { PreTokenizer } from './preTokenizer.ts'
import { splitMatches, type SplitBehavior } from './splitMatches.ts'

const behaviors: readonly string[] = ['Removed', 'Isolated', 'MergedWithPrevious', 'MergedWithNext', 'Contiguous']
const word = new RegExp(`[${wordClass}]+|[^${wordClass}\\p{White_Space}]+`, 'u')
const gpt2 = String.raw`'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`

/** The pre-tokenizer that a section of tokenizer.json describes. Throws a GazeError for a type that is not supported. */
export function createPreTokenizer(section: Section): PreTokenizer {
  const { type } = section
  const create = Object.hasOwn(kinds, type) ? kinds[type] : undefined
  if (!create) throw section.unsupported(`the pre-tokenizer ${type}`)
  return create(section)
}

const kinds: Readonly<Record<string, (section: Section) => PreTokenizer>> = {
  Sequence: (section) => chain(section.sections('pretokenizers').map(createPreTokenizer)),
  BertPreTokenizer: () => chain([splitAt(whitespace, 'Removed'), splitAt(punctuation, 'Isolated')]),
  Whitespace: () => splitAt(word, 'Removed', true),
  WhitespaceSplit: () => splitAt(whitespace, 'Removed'),
  Metaspace: metaspace,
  Punctuation: (section) => splitAt(punctuation, behaviorOf(section, 'Isolated')),
  Digits: (section) => splitAt(/\p{N}/u, section.flag('individual_digits', false) ? 'Isolated' : 'Contiguous'),
  CharDelimiterSplit: (section) => splitAt(literal(section.text('delimiter')), 'Removed'),
  Split: (section) => splitAt(patternOf(section), behaviorOf(section), section.flag('invert', false)),
  FixedLength: (section) => splitAt(new RegExp(`[^]{1,${section.number('length', 5)}}`, 'u'), 'Isolated'),
  ByteLevel: (section) => {
    const prefixed = section.flag('add_prefix_space', true)
    const pattern = section.flag('use_regex', true) ? regexOf(gpt2, section) : undefined
    return (piece) => {
      const text = prefixed && !piece.text.startsWith(' ') ? piece.prepend(' ') : piece
      const pieces = pattern ? splitMatches(text, findMatches(text.text, pattern), 'Isolated') : [text]
      return pieces.map(byteLevel)
    }
  },
}

function chain(steps: readonly PreTokenizer[]): PreTokenizer {
  return (piece) => steps.reduce((pieces, step) => pieces.filter((part) => part.length > 0).flatMap(step), [piece])
}

function splitAt(pattern: RegExp, behavior: SplitBehavior, invert = false): PreTokenizer {
  const everywhere = new RegExp(pattern, 'gu')
  return (piece) => splitMatches(piece, findMatches(piece.text, everywhere), behavior, invert)
}

function behaviorOf(section: Section, fallback?: SplitBehavior): SplitBehavior {
  const behavior = section.text('behavior', fallback)
  if (!behaviors.includes(behavior)) throw section.unsupported(`the split behavior ${behavior}`)
  return behavior as SplitBehavior
}
