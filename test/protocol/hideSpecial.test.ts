import assert from 'node:assert/strict'
import { test } from 'node:test'
import { poolWeights } from '../../core/attention/poolWeights.ts'
import { hideSpecial } from '../../protocol/hideSpecial.ts'
import { assertClose, layersOf, mathsCases, title } from '../core/attention/mathsCases.ts'

for (const each of mathsCases) {
  test(`what editor and page show without special tokens is NumPy's, and nothing of a special token: ${title(each)}`, () => {
    const layers = layersOf(each)
    const slice = { choice: { layer: layers.length - 1, head: 0 }, ...poolWeights(layers, layers.length - 1, 0) }
    const special = each.special.map(Boolean)
    const { queries, keys, weights } = hideSpecial(slice, special, 'renormalise')
    assertClose(weights, each.renormalised.map((weight, cell) => (special[Math.floor(cell / keys)] ? 0 : weight)))
    const left = hideSpecial(slice, special, 'hide')
    for (let query = 0; query < queries; query++) {
      if (special[query]) continue
      const [before, after] = [slice, left].map((one) => one.weights.subarray(query * keys, (query + 1) * keys).reduce((sum, weight) => sum + weight, 0))
      assert.ok(Math.abs(before! - after! - each.hiddenShare[query]!) < 1e-5)
    }
  })
}
