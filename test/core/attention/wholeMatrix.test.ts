import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { poolWeights } from '../../../core/attention/poolWeights.ts'
import { representationCosines } from '../../../core/attention/representationCosines.ts'
import { strongestPairs } from '../../../core/attention/strongestPairs.ts'
import { assertClose, layersOf, mathsCases, matrix, title } from './mathsCases.ts'

for (const each of mathsCases) {
  const layers = layersOf(each)
  const head = poolWeights(layers, layers.length - 1, 0)

  test(`finds the strongest pairs as NumPy does: ${title(each)}`, () => {
    assert.deepEqual(strongestPairs(head, 7).map(({ query, key }) => [query, key]), each.strongest)
  })

  test(`cosines layer by layer as NumPy has them: ${title(each)}`, () => {
    const size = each.tokens * each.hidden
    const states = Array.from({ length: each.states.length / size }, (_, layer) => ({
      tokens: each.tokens, hidden: each.hidden, data: Float32Array.from(each.states.slice(layer * size, (layer + 1) * size)),
    }))
    assertClose(representationCosines(states, each.chosen), each.cosines)
  })
}

test('a zero representation has no cosine, and a token that is not there is said', () => {
  const layer = { tokens: 2, hidden: 2, data: Float32Array.of(0, 0, 1, 1) }
  assertClose(representationCosines([layer], [0, 1]), [NaN, NaN, NaN, 1])
  assert.throws(() => representationCosines([layer], [2]), { name: 'GazeError', message: /no token 2 among 2/ })
})

test('the strongest pairs are what sorting everything gives', () => {
  const rows = fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 6, maxLength: 6 }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(rows, fc.integer({ min: 0, max: 80 }), fc.integer({ min: 0, max: 9 }), (given, count, threshold) => {
      const head = matrix(given)
      const sorted = given
        .flatMap((row, query) => row.map((weight, key) => ({ query, key, weight })))
        .filter(({ weight, key }) => weight > 0 && weight >= threshold && key !== 2)
        .sort((a, b) => b.weight - a.weight || a.query - b.query || a.key - b.key)
      assert.deepEqual(strongestPairs(head, count, threshold, (_, key) => key !== 2), sorted.slice(0, count))
    }),
  )
})
