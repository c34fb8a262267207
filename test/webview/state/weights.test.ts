import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { TokenSpan } from '../../../protocol/attention.ts'
import { scaleOf, specialShare, strongestTargets, sumRows, weightAt } from '../../../webview/state/weights.ts'

const token = (special: boolean): TokenSpan => ({ id: 0, text: '', start: 0, end: 0, special })
const tokens = [token(true), token(false), token(false)]
const slice = {
  choice: { layer: 0, head: 0 }, queries: 3, keys: 3,
  weights: Float32Array.from([0.5, 0.25, 0.25, 0.75, 0, 0.25, 0.5, 0.375, 0.125]),
}

test('a row of the picture is a query, or a key when turned over', () => {
  assert.equal(weightAt(slice, 'attendsTo', 1, 2), 0.25)
  assert.equal(weightAt(slice, 'attendedBy', 1, 2), 0.375)
  assert.deepEqual([...sumRows(slice, 'attendsTo', [0, 1])], [1.25, 0.25, 0.5])
  assert.deepEqual([...sumRows(slice, 'attendedBy', [2])], [0.25, 0.25, 0.125])
})

test('the list leaves special tokens out and their share says what they took', () => {
  const values = sumRows(slice, 'attendsTo', [2])
  assert.deepEqual(strongestTargets(values, tokens, 1), [{ token: 1, weight: 0.375 }])
  assert.equal(specialShare(values, tokens), 0.5)
})

test('list and share add up to the whole row, for any weights', () => {
  fc.assert(fc.property(
    fc.integer({ min: 1, max: 20 }).chain((n) => fc.tuple(
      fc.array(fc.boolean(), { minLength: n, maxLength: n }), fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: n, maxLength: n }))),
    ([special, weights]) => {
      const row = sumRows({ choice: { layer: 0, head: 0 }, queries: 1, keys: weights.length, weights: Float32Array.from(weights) }, 'attendsTo', [0])
      const spans = special.map(token)
      const listed = strongestTargets(row, spans, Infinity).reduce((sum, { weight }) => sum + weight, 0)
      assert.ok(Math.abs(listed + specialShare(row, spans) - weights.reduce((sum, weight) => sum + weight, 0)) < 1e-6)
    }))
})

test('the scale ends at the strongest pair of text tokens, and says that others are cut', () => {
  assert.deepEqual(scaleOf(slice, tokens), { top: 0.375, cut: true })
  assert.deepEqual(scaleOf(slice, tokens.map(() => token(false))), { top: 0.75, cut: false })
  assert.deepEqual(scaleOf(slice, [token(true), token(false), token(true)]), { top: 0.75, cut: false })
})
