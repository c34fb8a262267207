import type { TokenSpan } from './attention.ts'

/** What is drawn as nothing; each has a picture of its own, from U+2400 on. */
const control = /[\u0000-\u001f]/
const subscripts = '₀₁₂₃₄₅₆₇₈₉'

/**
 * How a token is written on the screen: the vocabulary's spelling where that can be read ("##st", "[CLS]"), else the
 * text it stands for. A leading space shows as ·, a line break as ↵, a tab as ⇥; the parts of one character that is
 * split over tokens are numbered.
 */
export function tokenLabel(tokens: readonly TokenSpan[], index: number, text: string): string {
  const token = tokens[index]!
  if (token.special) return token.text
  const source = text.slice(token.start, token.end)
  const part = partNumber(tokens, index)
  const spaced = /^[Ġ▁]/.test(token.text)
  const bare = token.text.replace(/^[Ġ▁]+/, '')
  const readable = /^[!-~]+$/.test(bare) || (bare === source && !control.test(bare))
  if (readable) return `${spaced ? '·' : ''}${bare}`
  const visible = makeVisible(source === '' ? token.text : source)
  return `${spaced && !/^[\s·]/.test(visible) ? '·' : ''}${visible}${part}`
}

/** The same for running text and for speech: no marks for spaces; a token that is only space by its name, translated by `t`. */
export function spokenToken(label: string, t: (text: string) => string): string {
  const bare = label.replace(/^·+/, '')
  if (bare === '') return t('space')
  if (/^↵+$/.test(bare)) return t('line break')
  if (/^⇥+$/.test(bare)) return t('tab')
  return bare
}

function makeVisible(text: string): string {
  return text
    .replace(/\r\n|[\nĊ]/g, '↵')
    .replace(/[\rč]/g, '␍')
    .replace(/[\tĉ]/g, '⇥')
    .replace(/[ Ġ▁\u00a0]/g, '·')
    .replace(new RegExp(control, 'g'), (character) => String.fromCharCode(0x2400 + character.charCodeAt(0)))
}

function partNumber(tokens: readonly TokenSpan[], index: number): string {
  const { start, end } = tokens[index]!
  const isPart = (at: number) => {
    const other = tokens[at]
    return other !== undefined && !other.special && other.start === start && other.end === end && end > start
  }
  if (!isPart(index - 1) && !isPart(index + 1)) return ''
  let part = 1
  while (isPart(index - part)) part++
  return String(part).replace(/\d/g, (digit) => subscripts[Number(digit)]!)
}
