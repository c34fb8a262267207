import type { AlignedText } from '../align/alignedText.ts'
import { byteLevel } from '../align/byteLevel.ts'
import { findMatches, patternOf } from '../pattern.ts'
import type { Section } from '../section.ts'
import { mark, whitespace } from '../unicode.ts'
import { lowercase, mapCharacters, removeCharacters } from './editSteps.ts'
import { normalForm } from './normalForm.ts'
import type { Normalizer } from './normalizer.ts'

/** The normalizers of one step each, by their type in tokenizer.json. */
export const simpleNormalizers: Readonly<Record<string, (section: Section) => Normalizer>> = {
  NFC: () => (text) => normalForm(text, 'NFC'),
  NFD: () => (text) => normalForm(text, 'NFD'),
  NFKC: () => (text) => normalForm(text, 'NFKC'),
  NFKD: () => (text) => normalForm(text, 'NFKD'),
  Lowercase: () => lowercase,
  StripAccents: () => (text) => removeCharacters(text, mark),
  ByteLevel: () => byteLevel,
  Nmt: () => nmt,
  Strip: (section) => {
    const left = section.flag('strip_left', true)
    const right = section.flag('strip_right', true)
    return (text) => strip(text, left, right)
  },
  Prepend: (section) => {
    const prefix = section.text('prepend')
    return (text) => text.prepend(prefix)
  },
  Replace: (section) => {
    const pattern = patternOf(section)
    const content = section.text('content')
    return (text) => text.replace(findMatches(text.text, pattern), content)
  },
}

function strip(text: AlignedText, left: boolean, right: boolean): AlignedText {
  let from = 0
  let to = text.length
  while (left && from < to && whitespace.test(text.text[from]!)) from++
  while (right && to > from && whitespace.test(text.text[to - 1]!)) to--
  return from > 0 || to < text.length ? text.crop(from, to) : text
}

/** The cleaning of Google's neural machine translation: control characters out, odd white space to spaces. */
function nmt(text: AlignedText): AlignedText {
  const clean = removeCharacters(text, /[\u0001-\u0008\u000B\u000E-\u001F\u007F\u008F\u009F]/)
  const space = /[\t\n\f\r\u1680\u200B-\u200F\u2028\u2029\u2581\uFEFF\uFFFD]/
  return mapCharacters(clean, (char) => (space.test(char) ? ' ' : char))
}
