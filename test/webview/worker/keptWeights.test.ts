import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CapturedTensor } from '../../../core/index.ts'
import { keptBytes, KeptWeights } from '../../../webview/worker/keptWeights.ts'

/** A layer of 2 heads over `tokens` tokens; every weight is `value`. */
function layer(tokens: number, value: number): CapturedTensor {
  return { name: 'encoder.0', shape: [2, tokens, tokens], data: new Float32Array(2 * tokens * tokens).fill(value) }
}
/** So many tokens that three such layers fit the budget, and four do not. */
const large = Math.floor(Math.sqrt(keptBytes / 3.5 / 2 / 4))
const first = { layer: 0, head: 0 }

test('pieces are found whatever they were kept as', () => {
  const kept = new KeptWeights()
  assert.equal(kept.slice('a', first), undefined)
  kept.keepSlice('a', { layer: 3, head: 'mean' }, { queries: 1, keys: 2, weights: Float32Array.of(0.25, 0.75) })
  assert.deepEqual(kept.slice('a', { layer: 3, head: 'mean' }), { queries: 1, keys: 2, weights: Float32Array.of(0.25, 0.75) })
  kept.keepLayer('a', 5, layer(1, 0.5))
  assert.deepEqual([...kept.slice('a', { layer: 5, head: 1 })!.weights], [0.5])
  assert.equal(kept.slice('a', first), undefined)
  kept.keepAll('a', [layer(1, 0.125), layer(1, 0.375)])
  assert.deepEqual([...kept.slice('a', { layer: 'mean', head: 'mean' })!.weights], [0.25])
  assert.equal(kept.slice('b', first), undefined)
})

test('the longest unused makes room', () => {
  const kept = new KeptWeights()
  for (const id of ['a', 'b', 'c']) kept.keepAll(id, [layer(large, 1)])
  assert.ok(kept.slice('a', first))
  kept.keepAll('d', [layer(large, 1)])
  assert.deepEqual(['a', 'b', 'c', 'd'].map((id) => kept.slice(id, first) !== undefined), [true, false, true, true])
})

test('what is larger than the budget is not kept', () => {
  const kept = new KeptWeights()
  kept.keepAll('a', Array.from({ length: 4 }, () => layer(large, 1)))
  assert.equal(kept.slice('a', first), undefined)
})

test('a released session leaves nothing, and its neighbour all', () => {
  const kept = new KeptWeights()
  kept.keepLayer('a', 0, layer(1, 1))
  kept.keepAll('ab', [layer(1, 1)])
  kept.release('a')
  assert.equal(kept.slice('a', first), undefined)
  assert.ok(kept.slice('ab', first))
})
