import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { halve, levelsOf } from '../../../webview/views/heatmap/levels.ts'

const slice = { choice: { layer: 0, head: 0 }, queries: 2, keys: 3, weights: Float32Array.from([0, 0.25, 1, 0.0625, 0.5, 0.04]) }

test('levels are the square root of the weight within the scale', () => {
  assert.deepEqual(levelsOf(slice, 'attendsTo', 1), { rows: 2, columns: 3, bytes: Uint8Array.from([0, 128, 255, 64, 180, 51]) })
  assert.deepEqual([...levelsOf(slice, 'attendsTo', 0.25).bytes], [0, 255, 255, 128, 255, 102])
})

test('attended by turns the picture over', () => {
  assert.deepEqual(levelsOf(slice, 'attendedBy', 1), { rows: 3, columns: 2, bytes: Uint8Array.from([0, 64, 128, 180, 255, 51]) })
})

test('half the size keeps every strongest cell', () => {
  const pictures = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })).chain(([rows, columns]) =>
    fc.uint8Array({ minLength: rows * columns, maxLength: rows * columns }).map((bytes) => ({ rows, columns, bytes })))
  fc.assert(fc.property(pictures, (picture) => {
    const half = halve(picture)
    assert.deepEqual([half.rows, half.columns], [Math.ceil(picture.rows / 2), Math.ceil(picture.columns / 2)])
    half.bytes.forEach((level, index) => {
      const [row, column] = [Math.floor(index / half.columns) * 2, (index % half.columns) * 2]
      const under = [0, 1].flatMap((y) => [0, 1].map((x) =>
        row + y < picture.rows && column + x < picture.columns ? picture.bytes[(row + y) * picture.columns + column + x]! : 0))
      assert.equal(level, Math.max(...under))
    })
  }))
})
