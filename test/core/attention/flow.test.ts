import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { flow } from '../../../core/attention/flow.ts'
import { poolWeights } from '../../../core/attention/poolWeights.ts'
import { residualWeights } from '../../../core/attention/residualWeights.ts'
import { assertClose, layersOf, mathsCases, matrix, title } from './mathsCases.ts'

for (const each of mathsCases) {
  test(`flows as NumPy has it, whose flows equal their least cuts: ${title(each)}`, async () => {
    const layers = layersOf(each)
    assertClose(await flow(layers.map((_, layer) => poolWeights(layers, layer, 'mean')), each.flow.query), each.flow.flows)
  })
}

test('the flow through one layer is its weights with the residual, and never more through several', async () => {
  const layer = fc.array(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 7, maxLength: 7 }), { minLength: 7, maxLength: 7 })
  await fc.assert(
    fc.asyncProperty(fc.array(layer, { minLength: 1, maxLength: 4 }), fc.integer({ min: 0, max: 6 }), async (given, query) => {
      const layers = given.map((rows) => matrix(rows.map((row) => row.map((weight) => weight / Math.max(1, row.reduce((a, b) => a + b, 0))))))
      const flows = await flow(layers, query)
      const first = residualWeights(layers[0]!).weights
      if (layers.length === 1) assertClose(flows, [...first.subarray(query * 7, query * 7 + 7)], 1e-6)
      for (let token = 0; token < 7; token++) {
        const taken = first.filter((_, i) => i % 7 === token).reduce((a, b) => a + b, 0)
        assert.ok(flows[token]! >= 0 && flows[token]! <= Math.min(1, taken) + 1e-5)
      }
      assert.ok(flows[query]! >= 0.5 - 1e-5, 'the residual connections alone let a half through')
    }),
  )
})

test('flow can be given up while it runs', async () => {
  const tokens = 40
  const rows = Array.from({ length: tokens }, (_, q) => Array.from({ length: tokens }, (_, k) => 1 + ((q * 7 + k * 13) % 11)))
  const layer = matrix(rows)
  const controller = new AbortController()
  const running = flow([layer, layer, layer], 3, { signal: controller.signal, pause: () => Promise.resolve() })
  controller.abort()
  await assert.rejects(running, { name: 'GazeError', blame: 'cancelled' })
})

test('what cannot flow is said', async () => {
  await assert.rejects(flow([], 0), { name: 'GazeError', message: /no layer to flow/ })
  await assert.rejects(flow([matrix([[1]])], 1), { name: 'GazeError', message: /no token 1 among 1/ })
  await assert.rejects(flow([matrix([[1, 0]])], 0), { name: 'GazeError', message: /1 queries and 2 keys/ })
})
