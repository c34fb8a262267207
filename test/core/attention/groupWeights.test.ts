import assert from 'node:assert/strict'
import { test } from 'node:test'
import { groupHeads, groupWeights } from '../../../core/attention/groupWeights.ts'
import { poolWeights } from '../../../core/attention/poolWeights.ts'
import { assertClose, layersOf, mathsCases, matrix, title } from './mathsCases.ts'

for (const each of mathsCases) {
  test(`groups as NumPy does: ${title(each)}`, () => {
    const layers = layersOf(each)
    const groups = each.groups.map((tokens, i) => ({ label: String(i), tokens }))
    const grouped = groupWeights(poolWeights(layers, layers.length - 1, 0), groups)
    assertClose(grouped.weights, each.grouped)
    assertClose(grouped.leftOut, each.leftOut)
  })
}

test('groups of queries and keys may differ; a bad group is said', () => {
  const head = matrix([[0.5, 0.25, 0.25], [0, 1, 0]])
  const both = { label: 'both', tokens: [0, 1] }
  const { weights, leftOut } = groupWeights(head, [both], [{ label: 'ends', tokens: [0, 2] }])
  assert.deepEqual([...weights, ...leftOut], [0.375, 0.625])
  assert.throws(() => groupWeights(head, [both, { label: 'again', tokens: [1] }]), { message: /Token 1 is in the groups "both" and "again"/ })
  assert.throws(() => groupWeights(head, [{ label: 'none', tokens: [] }]), { name: 'GazeError', message: /"none" has no tokens/ })
  assert.throws(() => groupWeights(head, [{ label: 'far', tokens: [2] }]), { name: 'GazeError', message: /no token 2 among 2/ })
})

test('all heads of a layer are grouped as each of them is, queries and keys each by their own groups', () => {
  const layer = { name: 'cross.0', shape: [2, 2, 3] as const, data: Float32Array.of(0.5, 0.25, 0.25, 0, 1, 0, 0.1, 0.2, 0.7, 1, 0, 0) }
  const [queries, keys] = [[{ label: 'all', tokens: [0, 1] }], [{ label: 'a', tokens: [0] }, { label: 'bc', tokens: [1, 2] }]]
  const { shape, data } = groupHeads(layer, queries, keys)
  assert.deepEqual(shape, [2, 1, 2])
  assertClose(data, [0.25, 0.75, 0.55, 0.45])
})
