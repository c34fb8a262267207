import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { GazeError } from '../../../core/gazeError.ts'
import { WireReader } from '../../../core/onnx/wireReader.ts'
import { WireWriter } from '../../../core/onnx/wireWriter.ts'

const field = fc.integer({ min: 1, max: 2 ** 29 - 1 })

test('integers of 64 bits come back, negative ones too', () => {
  fc.assert(fc.property(field, fc.maxSafeInteger(), (number, value) => {
    const reader = new WireReader(new WireWriter().int(number, value).finish(), 'a file')
    assert.ok(reader.next())
    assert.equal(reader.field, number)
    assert.equal(reader.int(), value)
    assert.equal(reader.next(), false)
  }))
})

test('the ends of the int64 range are read as the nearest number', () => {
  for (const value of [2n ** 63n - 1n, -(2n ** 63n), 2n ** 53n + 1n, -1n]) {
    const bytes = [8]
    let rest = BigInt.asUintN(64, value)
    for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128)
    bytes.push(Number(rest))
    const reader = new WireReader(Uint8Array.from(bytes), 'a file')
    reader.next()
    assert.equal(reader.int(), Number(value))
  }
})

test('texts and nested messages come back, and what stands around them is skipped', () => {
  fc.assert(fc.property(field, fc.string({ unit: 'grapheme' }), fc.array(fc.maxSafeInteger()), (number, text, list) => {
    const inner = new WireWriter().ints(3, list).string(7, text)
    const reader = new WireReader(new WireWriter().int(1, 5).message(number, inner).string(2, 'behind').finish(), 'a file')
    reader.next()
    reader.skip()
    reader.next()
    const message = reader.message()
    const read: number[] = []
    while (read.length < list.length && message.next()) message.ints(read)
    assert.deepEqual(read, list)
    message.next()
    assert.equal(message.string(), text)
    assert.equal(message.next(), false)
    assert.ok(reader.next())
    assert.equal(reader.string(), 'behind')
  }))
})

test('packed lists read like single entries, up to a limit', () => {
  const packed = new WireReader(Uint8Array.from([0x0a, 4, 1, 2, 0xac, 0x02]), 'a file')
  packed.next()
  const ints: number[] = []
  packed.ints(ints)
  assert.deepEqual(ints, [1, 2, 300])
  const floats = new WireReader(Uint8Array.from([0x0a, 8, ...new Uint8Array(Float32Array.of(1.5, -2).buffer)]), 'a file')
  floats.next()
  const read: number[] = []
  floats.floats(read, 1)
  assert.deepEqual(read, [1.5])
})

test('every field of random bytes is read or refused with the file and the offset', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
    const reader = new WireReader(bytes, 'some.onnx')
    try {
      while (reader.next()) reader.skip()
      assert.equal(reader.offset, bytes.length)
    } catch (error) {
      assert.ok(error instanceof GazeError)
      assert.match(error.message, /^some\.onnx is damaged.* at byte \d+/)
    }
  }), { numRuns: 1000 })
})

test('a length beyond the end is refused, however large', () => {
  const reader = new WireReader(Uint8Array.from([0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]), 'some.onnx')
  reader.next()
  assert.throws(() => reader.message(), GazeError)
})
