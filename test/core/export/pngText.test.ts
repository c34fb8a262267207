import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crc32, deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { withPngText } from '../../../core/export/pngText.ts'
import { GazeError } from '../../../core/index.ts'

const chunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type), data])
  const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  crc.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, crc])
}
const onePixel = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
  chunk('IDAT', deflateSync(Buffer.from([0, 255]))), chunk('IEND', Buffer.alloc(0)),
])

function chunks(png: Buffer): { type: string; data: Buffer }[] {
  const found = []
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at)
    const body = png.subarray(at + 4, at + 8 + length)
    assert.equal(png.readUInt32BE(at + 8 + length), crc32(body))
    found.push({ type: body.subarray(0, 4).toString('latin1'), data: body.subarray(4) })
    at += length + 12
  }
  return found
}

test('texts of any script stand in the picture, which stays as it was', () => {
  fc.assert(fc.property(fc.array(fc.string({ unit: 'grapheme' })), (texts) => {
    const read = chunks(Buffer.from(withPngText(onePixel, texts.map((text, index) => [`Key ${index}`, text] as const))))
    assert.deepEqual(read.map(({ type }) => type), ['IHDR', ...texts.map(() => 'iTXt'), 'IDAT', 'IEND'])
    texts.forEach((text, index) => {
      assert.deepEqual(read[index + 1]!.data, Buffer.from(`Key ${index}\0\0\0\0\0${text}`))
    })
  }))
})

test('what is no PNG is refused', () => {
  assert.throws(() => withPngText(new Uint8Array(100), []), GazeError)
  assert.throws(() => withPngText(onePixel, [['', 'x']]), GazeError)
})
