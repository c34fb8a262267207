import { GazeError } from '../gazeError.ts'

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
/** IHDR comes first and has a fixed length. */
const afterHeader = signature.length + 25

/** A PNG with international text chunks (iTXt, UTF-8, not compressed) behind its header; keywords are Latin-1 of at most 79. */
export function withPngText(png: Uint8Array, texts: readonly (readonly [keyword: string, text: string])[]): Uint8Array<ArrayBuffer> {
  if (signature.some((byte, at) => png[at] !== byte) || png.length < afterHeader) {
    throw new GazeError('What the browser made is no PNG; export it as SVG instead.', 'internal')
  }
  const chunks = texts.map(([keyword, text]) => textChunk(keyword, text))
  const result = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, png.length))
  result.set(png.subarray(0, afterHeader))
  let at = afterHeader
  for (const chunk of chunks) {
    result.set(chunk, at)
    at += chunk.length
  }
  result.set(png.subarray(afterHeader), at)
  return result
}

function textChunk(keyword: string, text: string): Uint8Array {
  if (!/^[!-~][ -~]{0,78}$/.test(keyword)) throw new GazeError(`"${keyword}" is no keyword of a PNG text.`, 'internal')
  // No compression, its method, an empty language and an empty translated keyword.
  const body = new TextEncoder().encode(`iTXt${keyword}\0\0\0\0\0${text}`)
  const chunk = new Uint8Array(body.length + 8)
  const view = new DataView(chunk.buffer)
  view.setUint32(0, body.length - 4)
  chunk.set(body, 4)
  view.setUint32(body.length + 4, crc32(body))
  return chunk
}

function crc32(bytes: Uint8Array): number {
  let crc = -1
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}
