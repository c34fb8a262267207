import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gazeRow } from '../../../src/overlay/gazeRow.ts'

const slice = { choice: { layer: 0, head: 0 }, queries: 2, keys: 3, weights: Float32Array.of(0.5, 0.25, 0.25, 0, 0.75, 0.25) }

test('attends to reads rows, attended by reads columns, several are averaged', () => {
  assert.deepEqual([...gazeRow(slice, [1], 'attendsTo')], [0, 0.75, 0.25])
  assert.deepEqual([...gazeRow(slice, [2], 'attendedBy')], [0.25, 0.25])
  assert.deepEqual([...gazeRow(slice, [0, 1], 'attendsTo')], [0.25, 0.5, 0.25])
})

test('nothing in focus, or a token that is not there, is nothing', () => {
  assert.deepEqual([...gazeRow(slice, [], 'attendsTo')], [0, 0, 0])
  assert.deepEqual([...gazeRow(slice, [7, -1], 'attendsTo')], [0, 0, 0])
  assert.deepEqual([...gazeRow(slice, [7, 1], 'attendsTo')], [0, 0.75, 0.25])
})

test('between two texts, a token of either is looked from where it has a row or a column', () => {
  const cross = { ...slice, firstQuery: 3, firstKey: 0 }
  assert.deepEqual([...gazeRow(cross, [4], 'attendsTo')], [0, 0.75, 0.25, 0, 0])
  assert.deepEqual([...gazeRow(cross, [1], 'attendsTo')], [0, 0, 0, 0.25, 0.75])
})
