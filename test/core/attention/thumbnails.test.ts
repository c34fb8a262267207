import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { HeadWeights } from '../../../core/attention/headWeights.ts'
import { coarsen, shade, thumbnails } from '../../../core/attention/thumbnails.ts'

/** Random attention of one head: rows of weights that sum to 1. */
function attention(queries: number, keys: number): fc.Arbitrary<HeadWeights> {
  const scores = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: queries * keys, maxLength: queries * keys })
  return scores.map((given) => {
    const weights = Float32Array.from(given)
    for (let q = 0; q < queries; q++) {
      const row = weights.subarray(q * keys, (q + 1) * keys)
      const sum = row.reduce((a, b) => a + b, 0)
      row.forEach((weight, k) => (row[k] = weight / sum))
    }
    return { queries, keys, weights }
  })
}
const count = fc.integer({ min: 1, max: 30 })

test('rows of a coarsened head still sum to 1, or, stretched, stay within the range of the weights', () => {
  fc.assert(
    fc.property(count.chain((queries) => count.chain((keys) => attention(queries, keys))), count, (head, size) => {
      const coarse = coarsen(head, size)
      const [low, high] = [Math.min(...head.weights), Math.max(...head.weights)]
      for (let row = 0; row < size; row++) {
        const line = coarse.subarray(row * size, (row + 1) * size)
        if (head.keys >= size) assert.ok(Math.abs(line.reduce((a, b) => a + b, 0) - 1) < 1e-4)
        else assert.ok(line.every((value) => value > low - 1e-5 && value < high + 1e-5))
      }
    }),
  )
})

test('a head as large as its thumbnail is itself', () => {
  fc.assert(
    fc.property(count.chain((size) => attention(size, size)), (head) => {
      assert.deepEqual(coarsen(head, head.keys), head.weights)
    }),
  )
})

test('a diagonal is as bright in a long text as in a short one', () => {
  for (const tokens of [8, 64, 512]) {
    const weights = new Float32Array(tokens * tokens)
    for (let i = 0; i < tokens; i++) weights[i * tokens + i] = 1
    const coarse = coarsen({ queries: tokens, keys: tokens, weights }, 8)
    for (let i = 0; i < 8; i++) assert.equal(coarse[i * 9], 1)
  }
})

test('one token fills its thumbnail', () => {
  const layer = { name: 'encoder.0', shape: [2, 1, 1] as const, data: Float32Array.of(1, 1) }
  assert.deepEqual(thumbnails([layer], 3), { heads: 2, pixels: new Uint8Array(18).fill(255) })
})

test('heads lie one after another, and a layer with fewer is filled up', () => {
  const wide = { name: 'encoder.0', shape: [2, 1, 1] as const, data: Float32Array.of(0.25, 1) }
  const narrow = { name: 'encoder.1', shape: [1, 1, 1] as const, data: Float32Array.of(0.04) }
  assert.deepEqual([...thumbnails([wide, narrow], 1).pixels], [128, 255, 51, 0])
})

test('what is no weight is shaded black or white, never garbage', () => {
  const pixels = new Uint8Array(4)
  shade(Float32Array.of(Number.NaN, -1, 2, 0), pixels, 0)
  assert.deepEqual([...pixels], [0, 0, 255, 0])
})
