import assert from 'node:assert/strict'
import { test } from 'node:test'
import { headWeights } from '../../../core/attention/headWeights.ts'
import { poolHeads, poolWeights } from '../../../core/attention/poolWeights.ts'
import { assertClose, layersOf, mathsCases, matrix, title } from './mathsCases.ts'

for (const each of mathsCases) {
  test(`pools over heads and layers as NumPy does: ${title(each)}`, () => {
    const layers = layersOf(each)
    for (const pool of ['mean', 'max', 'min'] as const) {
      assertClose(poolWeights(layers, layers.length - 1, pool).weights, each.pooled[pool].layer)
      assertClose(poolWeights(layers, pool, pool).weights, each.pooled[pool].all)
    }
    assertClose(poolWeights(layers, 'max', 'mean').weights, each.pooled.maxOfMeans)
    assertClose(poolWeights(layers, 'mean', 0).weights, each.pooled.meanOfFirstHeads)
  })
}

test('a pool of any subset leaves the heads as they are, and one head of one layer is a view', () => {
  const layer = { name: 'encoder.0', shape: [3, 1, 2] as const, data: Float32Array.of(0.5, 0.5, 0.25, 0.75, 1, 0) }
  const before = layer.data.slice()
  assert.deepEqual([...poolHeads([headWeights(layer, 0), headWeights(layer, 2)], 'max').weights], [1, 0.5])
  assert.deepEqual([...poolHeads([headWeights(layer, 1)], 'min').weights], [0.25, 0.75])
  assert.deepEqual(layer.data, before)
  assert.equal(poolWeights([layer], 0, 1).weights.buffer, layer.data.buffer)
})

test('what cannot be pooled is said', () => {
  assert.throws(() => poolHeads([], 'mean'), { name: 'GazeError', message: /no head to pool/ })
  assert.throws(() => poolHeads([matrix([[1]]), matrix([[0.5, 0.5]])], 'max'), { message: /1 x 2 and another 1 x 1/ })
  assert.throws(() => poolWeights([], 0, 'max'), { name: 'GazeError', message: /no layer 1/ })
})
