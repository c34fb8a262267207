import type { AlignedText } from '../align/alignedText.ts'
import type { Section } from '../section.ts'
import { control, nonspacingMark, whitespace } from '../unicode.ts'
import { lowercase, mapCharacters, removeCharacters } from './editSteps.ts'
import { normalForm } from './normalForm.ts'
import type { Normalizer } from './normalizer.ts'

const dropped = new RegExp(`(?![\\t\\n\\r])(?:${control.source}|\\uFFFD)`, 'u')
const han =
  /[\u4E00-\u9FFF\u3400-\u4DBF\u{20000}-\u{2A6DF}\u{2A700}-\u{2B73F}\u{2B740}-\u{2B81F}\u{2B920}-\u{2CEAF}\uF900-\uFAFF\u{2F800}-\u{2FA1F}]/u

/** BERT's basic cleaning: control characters, white space, spaces around Chinese characters, accents, case. */
export function bertNormalizer(section: Section): Normalizer {
  const lower = section.flag('lowercase', true)
  const steps: Normalizer[] = []
  if (section.flag('clean_text', true)) steps.push(cleanText)
  if (section.flag('handle_chinese_chars', true)) {
    steps.push((text) => (han.test(text.text) ? mapCharacters(text, (char) => (han.test(char) ? ` ${char} ` : char)) : text))
  }
  if (section.flag('strip_accents', lower)) steps.push((text) => removeCharacters(normalForm(text, 'NFD'), nonspacingMark))
  if (lower) steps.push(lowercase)
  return (text) => steps.reduce((done, step) => step(done), text)
}

function cleanText(text: AlignedText): AlignedText {
  return mapCharacters(removeCharacters(text, dropped), (char) => (whitespace.test(char) ? ' ' : char))
}
