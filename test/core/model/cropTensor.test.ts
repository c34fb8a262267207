import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cropTensor } from '../../../core/model/cropTensor.ts'
import type { Tensor } from '../../../core/index.ts'

const tensor = (dims: number[]): Tensor => ({
  type: 'float32', dims, data: Float32Array.from({ length: dims.reduce((a, b) => a * b, 1) }, (_, index) => index),
})

test('padding is cut off rows, and off columns where they are keys', () => {
  const size = fc.integer({ min: 1, max: 6 })
  fc.assert(
    fc.property(size, size, size, size, fc.boolean(), (heads, kept, padding, width, keys) => {
      const fed = kept + padding - 1
      const columns = keys ? fed : width
      const { shape, data } = cropTensor('x', tensor([1, heads, fed, columns]), { fed, kept }, keys)
      const left = keys ? kept : width
      assert.deepEqual(shape, [heads, kept, left])
      for (let h = 0; h < heads; h++) {
        for (let q = 0; q < kept; q++) {
          for (let k = 0; k < left; k++) assert.equal(data[(h * kept + q) * left + k], (h * fed + q) * columns + k)
        }
      }
    }),
  )
})

test('other forms are refused by name', () => {
  assert.throws(() => cropTensor('encoder.0', tensor([2, 3, 4, 4]), { fed: 4, kept: 4 }, true), /encoder\.0 came back as \[2, 3, 4, 4\] for 4 tokens/)
  assert.throws(() => cropTensor('encoder.0', tensor([3, 2, 2]), { fed: 4, kept: 4 }, true), /runs in blocks/)
})
