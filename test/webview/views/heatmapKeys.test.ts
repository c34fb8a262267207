import assert from 'node:assert/strict'
import { test } from 'node:test'
import { heatmapAction } from '../../../webview/views/heatmap/heatmapKeys.ts'

const size = { rows: 30, columns: 20 }
const start = { row: 4, column: 7 }
const press = (key: string, cursor: { row: number; column: number } | null, more: { ctrl?: boolean; shift?: boolean } = {}) =>
  heatmapAction({ key, ctrl: false, shift: false, ...more }, cursor, start, size)

test('the first move puts the cursor at its start', () => {
  assert.deepEqual(press('ArrowRight', null), { do: 'move', cell: start })
})

test('arrows, Home, End and the page keys move within the picture', () => {
  const at = { row: 15, column: 10 }
  const moves: [string, boolean, number, number][] = [
    ['ArrowUp', false, 14, 10], ['ArrowDown', false, 16, 10], ['ArrowLeft', false, 15, 9], ['ArrowRight', false, 15, 11],
    ['Home', false, 15, 0], ['End', false, 15, 19], ['Home', true, 0, 0], ['End', true, 29, 19],
    ['PageUp', false, 5, 10], ['PageDown', false, 25, 10],
  ]
  for (const [key, ctrl, row, column] of moves) assert.deepEqual(press(key, at, { ctrl }), { do: 'move', cell: { row, column } }, key)
  assert.deepEqual(press('PageDown', { row: 25, column: 0 }), { do: 'move', cell: { row: 29, column: 0 } })
  assert.deepEqual(press('ArrowLeft', { row: 0, column: 0 }), { do: 'move', cell: { row: 0, column: 0 } })
})

test('Enter picks the row, with Shift pins it; Escape leaves; neither without a cursor', () => {
  assert.deepEqual(press('Enter', start), { do: 'pick', pin: false })
  assert.deepEqual(press('Enter', start, { shift: true }), { do: 'pick', pin: true })
  assert.deepEqual(press('Escape', start), { do: 'leave' })
  assert.equal(press('Enter', null), null)
  assert.equal(press('Escape', null), null)
})

test('plus, minus and 0 zoom; other keys are not ours', () => {
  assert.deepEqual(press('+', null), { do: 'zoom', factor: 1.5 })
  assert.deepEqual(press('-', null), { do: 'zoom', factor: 1 / 1.5 })
  assert.deepEqual(press('0', null), { do: 'fit' })
  for (const key of ['Tab', 'a', 'F1']) assert.equal(press(key, start), null)
})
