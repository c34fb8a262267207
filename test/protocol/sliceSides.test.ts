import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fitChoice } from '../../protocol/choice.ts'
import { placeOf } from '../../protocol/families.ts'
import { hideSpecial } from '../../protocol/hideSpecial.ts'
import { directionFrom, sidesOf } from '../../protocol/sliceSides.ts'

const layers = ['encoder.0', 'decoder.0', 'cross.0'].map((name) => ({ name, heads: 2 }))
const cross = { choice: { layer: 2, head: 0 }, queries: 2, keys: 3, firstQuery: 4, firstKey: 0, weights: Float32Array.of(0.5, 0.25, 0.25, 0, 0.75, 0.25) }

test('a layer’s rows and columns are of the text that its name says', () => {
  assert.deepEqual(layers.map((layer) => placeOf(layer, 3, 3)), [
    { firstQuery: 0, firstKey: 0, beyond: 0 }, { firstQuery: 3, firstKey: 3, beyond: 0 }, { firstQuery: 4, firstKey: 0, beyond: 1 },
  ])
  assert.deepEqual(sidesOf(cross, 'attendedBy'), { rows: { first: 0, count: 3 }, columns: { first: 4, count: 2 } })
})

test('a token without a row is looked at the other way round, as long as it has a column', () => {
  assert.equal(directionFrom(cross, 'attendsTo', [1]), 'attendedBy')
  assert.equal(directionFrom(cross, 'attendsTo', [1, 5]), 'attendsTo')
  assert.equal(directionFrom(cross, 'attendedBy', [5]), 'attendsTo')
  assert.equal(directionFrom(cross, 'attendsTo', [3]), 'attendsTo')
  const square = { queries: 3, keys: 3 }
  for (const way of ['attendsTo', 'attendedBy'] as const) for (const unit of [0, 2, 7]) assert.equal(directionFrom(square, way, [unit]), way)
})

test('special tokens of either text are left out by their own places', () => {
  const special = [true, false, false, true, false, true]
  assert.deepEqual([...hideSpecial(cross, special, 'hide').weights], [0, 0.25, 0.25, 0, 0, 0])
  assert.deepEqual([...hideSpecial(cross, special, 'renormalise').weights], [0, 0.5, 0.5, 0, 0, 0])
})

test('layers of two texts are not pooled: the last cross-attention stands for it', () => {
  assert.deepEqual(fitChoice({ layer: 'mean', head: 'mean' }, layers), { layer: 2, head: 'mean' })
  assert.deepEqual(fitChoice({ layer: 'mean', head: 'mean' }, layers.slice(0, 1)), { layer: 'mean', head: 'mean' })
})
