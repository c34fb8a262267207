import assert from 'node:assert/strict'
import { test } from 'node:test'
import { patchGrid, pictureTokens } from '../../../core/pictures/patchGrid.ts'

const whole = { left: 0, top: 0, width: 1, height: 1 }
const plain = { patch: undefined, registers: 0, detections: 0, distilled: false }
const square = (size: number) => ({ width: size, height: size })

test('patches lie by their size; what is left over of the picture is outside the box', () => {
  const grid = patchGrid(1 + 4 * 6, { width: 50, height: 35 }, whole, { ...plain, patch: square(8) })
  assert.deepEqual(grid, { first: 1, rows: 4, columns: 6, box: { left: 0, top: 0, width: 0.96, height: 32 / 35 } })
})

test('without a size they lie by the shape of the picture', () => {
  assert.deepEqual(patchGrid(197, square(224), whole, plain), { first: 1, rows: 14, columns: 14, box: whole })
  assert.deepEqual(patchGrid(196, square(224), whole, plain)?.first, 0)
  assert.deepEqual(patchGrid(1 + 4 + 256, square(224), whole, { ...plain, registers: 4 })?.first, 5)
  assert.equal(patchGrid(13, square(224), whole, plain), undefined)
})

test('where stages join patches, the size doubles until they fit', () => {
  assert.deepEqual(patchGrid(49, square(224), whole, { ...plain, patch: square(4) }), { first: 0, rows: 7, columns: 7, box: whole })
})

test('tokens on no grid are numbered', () => {
  assert.deepEqual(pictureTokens(2, undefined, plain).map(({ text, special }) => [text, special]), [['1', false], ['2', false]])
})

test('registers without a class token are registers', () => {
  const config = { ...plain, patch: square(8), registers: 2 }
  const grid = patchGrid(6, square(16), whole, config)
  assert.deepEqual(pictureTokens(6, grid, config).map(({ text }) => text), ['[REG]', '[REG]', '1,1', '1,2', '2,1', '2,2'])
})
