const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const codes = Uint8Array.from(alphabet, (character) => character.charCodeAt(0))
const values = new Int8Array(128).fill(-1)
codes.forEach((code, value) => { values[code] = value })
/** As many arguments as every engine takes. */
const pieceLength = 3 * 4096

/** Bytes as base64 with padding (RFC 4648). */
export function toBase64(bytes: Uint8Array): string {
  const pieces: string[] = []
  for (let start = 0; start < bytes.length; start += pieceLength) {
    const piece = bytes.subarray(start, start + pieceLength)
    const text = new Uint8Array(Math.ceil(piece.length / 3) * 4).fill(61)
    for (let from = 0, to = 0; from < piece.length; from += 3, to += 4) {
      const left = piece.length - from
      const bits = piece[from]! << 16 | (left > 1 ? piece[from + 1]! << 8 : 0) | (left > 2 ? piece[from + 2]! : 0)
      for (let part = 0; part <= Math.min(3, left); part++) text[to + part] = codes[bits >> 18 - 6 * part & 63]!
    }
    pieces.push(String.fromCharCode(...text))
  }
  return pieces.join('')
}

/** The bytes of base64 with padding, or null where it is none. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 4 !== 0) return null
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array(text.length / 4 * 3 - padding)
  for (let from = 0, to = 0; from < text.length; from += 4, to += 3) {
    let bits = 0
    for (let part = 0; part < 4; part++) {
      const isPadding = from + part >= text.length - padding
      const code = text.charCodeAt(from + part)
      const value = isPadding ? 0 : code < 128 ? values[code]! : -1
      if (value < 0) return null
      bits = bits << 6 | value
    }
    for (let part = 0; part < 3 && to + part < bytes.length; part++) bytes[to + part] = bits >> 16 - 8 * part & 255
  }
  return bytes
}
