import assert from 'node:assert/strict'
import { test } from 'node:test'
import { poolWeights } from '../../../core/attention/poolWeights.ts'
import { specialShare } from '../../../core/attention/specialShare.ts'
import { strongest } from '../../../core/attention/strongest.ts'
import { sumOverTokens } from '../../../core/attention/tokenWeights.ts'

const layer = { name: 'encoder.0', shape: [2, 2, 3] as const, data: Float32Array.of(0.5, 0.25, 0.25, 0, 1, 0, 1, 0, 0, 0, 0, 1) }

test('one head is a view, not a copy', () => {
  const { weights } = poolWeights([layer], 0, 1)
  assert.equal(weights.buffer, layer.data.buffer)
  assert.deepEqual([...weights], [1, 0, 0, 0, 0, 1])
})

test('a layer or head that is not there is said by the numbers people see', () => {
  assert.throws(() => poolWeights([layer], 1, 0), { name: 'GazeError', message: /no layer 2; choose one from 1 to 1/ })
  assert.throws(() => poolWeights([layer], 0, 2), { name: 'GazeError', message: /no head 3; choose one from 1 to 2/ })
  assert.throws(() => poolWeights([layer], 0, 0.5), { name: 'GazeError' })
  assert.throws(() => poolWeights([], 'mean', 'mean'), { name: 'GazeError', message: /no head to pool/ })
})

test('layers of different sizes have no mean', () => {
  const cross = { name: 'cross.0', shape: [1, 2, 1] as const, data: Float32Array.of(1, 1) }
  assert.throws(() => poolWeights([layer, cross], 'mean', 'mean'), { message: /One head is 2 x 1 and another 2 x 3/ })
})

test('several carets sum their rows, or their columns', () => {
  const head = poolWeights([layer], 0, 0)
  assert.deepEqual([...sumOverTokens(head, [0, 1], 'attendsTo')], [0.5, 1.25, 0.25])
  assert.deepEqual([...sumOverTokens(head, [0, 2], 'attendedBy')], [0.75, 0])
  assert.deepEqual([...sumOverTokens(head, [], 'attendsTo')], [0, 0, 0])
  assert.throws(() => sumOverTokens(head, [2], 'attendsTo'), { message: /no token 2 among 2/ })
})

test('the special share is of what there is', () => {
  const tokens = [{ special: true }, { special: false }]
  assert.equal(specialShare(Float32Array.of(1.5, 0.5), tokens), 0.75)
  assert.equal(specialShare(Float32Array.of(0, 0), tokens), 0)
})

test('the strongest keep the order of ties, leave out zeros and what is not asked for', () => {
  const weights = Float32Array.of(0.25, 0, 0.5, 0.25)
  assert.deepEqual(strongest(weights, 8).map(({ token }) => token), [2, 0, 3])
  assert.deepEqual(strongest(weights, 1, (token) => token !== 2), [{ token: 0, weight: 0.25 }])
  assert.deepEqual(strongest(weights, 0), [])
})
