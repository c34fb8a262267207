import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toggleBeside } from '../../../webview/state/headSettings.ts'
import { orderHeads } from '../../../webview/state/modelOrder.ts'
import { table } from './session.ts'

const layers = [{ name: 'encoder.0', heads: 2 }, { name: 'encoder.1', heads: 3 }]
const names = (by: 'layer' | 'self', reversed: boolean, values?: number[]) =>
  orderHeads(layers, table(values), { by, reversed }).map(({ layer, head }) => `${layer}.${head}`)

test('heads are sorted by what they do, largest first, and the other way round', () => {
  assert.deepEqual(names('self', false), ['1.2', '1.0', '0.1', '1.1', '0.0'])
  assert.deepEqual(names('self', true), ['0.0', '0.1', '1.1', '1.0', '1.2'])
})

test('a head without such a number comes last both ways', () => {
  const values = [NaN, 0.2, NaN, 0.3, NaN, 0.1]
  assert.deepEqual(names('self', false, values), ['1.0', '0.1', '1.2', '0.0', '1.1'])
  assert.deepEqual(names('self', true, values), ['1.2', '0.1', '1.0', '0.0', '1.1'])
})

test('by layer the heads of a layer keep their order, also reversed; without numbers nothing is sorted', () => {
  assert.deepEqual(names('layer', true), ['1.0', '1.1', '1.2', '0.0', '0.1'])
  assert.deepEqual(orderHeads(layers, null, { by: 'self', reversed: false }).map(({ value }) => value), [null, null, null, null, null])
})

test('a head keeps its place while others come and go', () => {
  const shown = [5, 2, 7].reduce<readonly (number | null)[]>(toggleBeside, [])
  assert.deepEqual(shown, [5, 2, 7])
  assert.deepEqual(toggleBeside(shown, 2), [5, null, 7])
  assert.deepEqual(toggleBeside([5, null, 7], 9), [5, 9, 7])
  assert.deepEqual(toggleBeside([5, null, 7], 7), [5])
  assert.deepEqual(toggleBeside([5], 5), [])
})
