import assert from 'node:assert/strict'
import { test } from 'node:test'
import { valueNorms, valueNormsOfLayer, type ValueOutput } from '../../../core/attention/valueNorms.ts'
import { assertClose, layersOf, mathsCases, title } from './mathsCases.ts'

for (const each of mathsCases) {
  test(`norms of weighted values as NumPy has them: ${title(each)}`, () => {
    const layer = layersOf(each)[0]!
    const { values, projection, hidden, norms, normsOfLayer } = each.output
    const heads = layer.shape[0]
    const size = projection.length / heads / hidden
    const output: ValueOutput = {
      values: { name: 'encoder.0.value', shape: [values.length / each.tokens / size, each.tokens, size], data: Float32Array.from(values) },
      projection: Float32Array.from(projection),
      hidden,
    }
    const cells = each.tokens ** 2
    for (let head = 0; head < heads; head++) {
      assertClose(valueNorms(layer, output, head).weights, norms.slice(head * cells, (head + 1) * cells))
    }
    assertClose(valueNormsOfLayer(layer, output).weights, normsOfLayer)
  })
}

test('heads that cancel out add nothing, and shapes that do not fit are refused', () => {
  const layer = { name: 'encoder.0', shape: [2, 1, 1] as const, data: Float32Array.of(1, 1) }
  const values = { name: 'encoder.0.value', shape: [1, 1, 1] as const, data: Float32Array.of(3) }
  const output = { values, projection: Float32Array.of(1, 2, -1, -2), hidden: 2 }
  assertClose(valueNorms(layer, output, 1).weights, [3 * Math.sqrt(5)])
  assertClose(valueNormsOfLayer(layer, output).weights, [0])
  assert.throws(() => valueNormsOfLayer(layer, { ...output, hidden: 3 }), { name: 'GazeError', message: /encoder\.0\.value \[1, 1, 1\]/ })
  assert.throws(() => valueNorms(layer, output, 2), { name: 'GazeError', message: /no head 3/ })
})
