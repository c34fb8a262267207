import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { halfBits } from '../../../core/model/halfBits.ts'
import { halfToNumber } from '../../../core/onnx/readTensor.ts'

test('every float16 keeps its bits', () => {
  for (let bits = 0; bits < 0x10000; bits++) {
    const value = halfToNumber(bits)
    if (!Number.isNaN(value)) assert.equal(halfBits(value), Object.is(value, -0) ? 0x8000 : bits)
  }
})

test('any number becomes the nearest float16', () => {
  fc.assert(fc.property(fc.float({ min: -65000, max: 65000, noNaN: true }), (value) => {
    const bits = halfBits(value)
    const away = Math.abs(halfToNumber(bits) - value)
    for (const other of [bits - 1, bits + 1]) {
      const near = halfToNumber(other & 0xffff)
      if (Number.isFinite(near)) assert.ok(away <= Math.abs(near - value))
    }
  }))
})
