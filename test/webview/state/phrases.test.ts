import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayCell, sayChoice } from '../../../webview/state/phrases.ts'

test('a cell is said from its row, with three decimals', () => {
  assert.equal(sayCell('attendsTo', 'sum', 'total', 0.0849), 'sum attends to total, 0.085')
  assert.equal(sayCell('attendedBy', 'total', 'sum', 0.0849), 'total is attended by sum, 0.085')
})

test('layers and heads count from 1', () => {
  assert.equal(sayChoice({ layer: 2, head: 4 }), 'layer 3 head 5')
  assert.equal(sayChoice({ layer: 2, head: 'mean' }), 'layer 3 average')
  assert.equal(sayChoice({ layer: 'mean', head: 'mean' }), 'all layers average')
})
