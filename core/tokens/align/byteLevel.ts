import { AlignedText } from './alignedText.ts'

/** The 256 characters that stand for bytes in byte-level vocabularies: printable ones for themselves, others from U+0100. */
export const byteCharacters: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte).reduce<string[]>(
  (characters, byte) => {
    const printable = (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte !== 0xad)
    const others = characters.filter((char) => char >= '\u0100').length
    return [...characters, String.fromCharCode(printable ? byte : 0x100 + others)]
  },
  [],
)

const encoder = new TextEncoder()

/** The text as byte characters; all bytes of a character come from where the character came from. */
export function byteLevel(text: AlignedText): AlignedText {
  const bytes = encoder.encode(text.text)
  const starts = new Int32Array(bytes.length)
  const ends = new Int32Array(bytes.length)
  let mapped = ''
  for (let i = 0, unit = -1; i < bytes.length; i++) {
    const byte = bytes[i]!
    if ((byte & 0xc0) !== 0x80) unit += unit >= 0 && isAstral(text.text, unit) ? 2 : 1
    starts[i] = text.starts[unit]!
    ends[i] = text.ends[unit]!
    mapped += byteCharacters[byte]!
  }
  return new AlignedText(mapped, starts, ends, text.origin)
}

function isAstral(text: string, unit: number): boolean {
  return (text.charCodeAt(unit) & 0xfc00) === 0xd800
}
