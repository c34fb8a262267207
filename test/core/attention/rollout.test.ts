import assert from 'node:assert/strict'
import { test } from 'node:test'
import { poolWeights } from '../../../core/attention/poolWeights.ts'
import { rollout } from '../../../core/attention/rollout.ts'
import { assertClose, layersOf, mathsCases, matrix, title } from './mathsCases.ts'

for (const each of mathsCases) {
  test(`rolls out as NumPy does: ${title(each)}`, async () => {
    const layers = layersOf(each)
    const rolled = await rollout(layers.map((_, layer) => poolWeights(layers, layer, 'mean')))
    assertClose(rolled.weights, each.rollout)
    for (let row = 0; row < each.tokens; row++) {
      assertClose([rolled.weights.subarray(row * each.tokens, (row + 1) * each.tokens).reduce((a, b) => a + b, 0)], [1])
    }
  })
}

test('layers may come one by one, and stay as they were', async () => {
  const first = matrix([[0, 1], [1, 0]])
  const rolled = await rollout((async function* () {
    await Promise.resolve()
    yield first
    yield matrix([[1, 0], [0.5, 0.5]])
  })())
  assert.deepEqual([...rolled.weights], [0.5, 0.5, 0.5, 0.5])
  assert.deepEqual([...first.weights], [0, 1, 1, 0])
})

test('cross-attention, other sizes and no layers are refused', async () => {
  await assert.rejects(rollout([matrix([[0.5, 0.5]])]), { name: 'GazeError', message: /1 queries and 2 keys/ })
  await assert.rejects(rollout([matrix([[1]]), matrix([[1, 0], [0, 1]])]), { name: 'GazeError', message: /2 tokens and another 1/ })
  await assert.rejects(rollout([]), { name: 'GazeError', message: /no layer to roll out/ })
})

test('a cancelled rollout ends as cancelled', async () => {
  const aborted = new AbortController()
  aborted.abort()
  const layer = matrix([[1, 0], [0, 1]])
  await assert.rejects(rollout([layer, layer], { signal: aborted.signal }), { blame: 'cancelled' })
})
