import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { levelsOf } from '../../../webview/views/heatmap/levels.ts'

const slice = { choice: { layer: 0, head: 0 }, queries: 2, keys: 3, weights: Float32Array.from([0, 0.25, 1, 0.0625, 0.5, 0.04]) }

test('levels are the square root of the weight within the scale', () => {
  assert.deepEqual(levelsOf(slice, 'attendsTo', 1), { rows: 2, columns: 3, bytes: Uint8Array.from([0, 128, 255, 64, 180, 51]) })
  assert.deepEqual([...levelsOf(slice, 'attendsTo', 0.25).bytes], [0, 255, 255, 128, 255, 102])
})

test('attended by turns the picture over', () => {
  assert.deepEqual(levelsOf(slice, 'attendedBy', 1), { rows: 3, columns: 2, bytes: Uint8Array.from([0, 64, 128, 180, 255, 51]) })
})

test('a smaller picture keeps every strongest weight', () => {
  const sizes = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 4 }))
  const slices = sizes.chain(([queries, keys, halvings]) =>
    fc.float32Array({ minLength: queries * keys, maxLength: queries * keys, min: 0, max: 1, noNaN: true })
      .map((weights) => ({ halvings, slice: { choice: { layer: 0, head: 0 }, queries, keys, weights } })))
  fc.assert(fc.property(slices, fc.constantFrom('attendsTo', 'attendedBy'), ({ slice: each, halvings }, direction) => {
    const whole = levelsOf(each, direction, 1)
    const small = levelsOf(each, direction, 1, halvings)
    const step = 2 ** halvings
    assert.deepEqual([small.rows, small.columns], [Math.ceil(whole.rows / step), Math.ceil(whole.columns / step)])
    small.bytes.forEach((level, index) => {
      const [row, column] = [Math.floor(index / small.columns) * step, (index % small.columns) * step]
      const under = Array.from({ length: step * step }, (_, at) => [row + Math.floor(at / step), column + (at % step)] as const)
        .filter(([y, x]) => y < whole.rows && x < whole.columns).map(([y, x]) => whole.bytes[y * whole.columns + x]!)
      assert.equal(level, Math.max(...under))
    })
  }))
})
