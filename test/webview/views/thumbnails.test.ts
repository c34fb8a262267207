import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { layoutThumbnails, moveInGrid } from '../../../webview/views/thumbnails/thumbnailGrid.ts'
import { thumbnailLevels } from '../../../webview/views/thumbnails/thumbnailPixels.ts'

const layers = [{ name: 'encoder.0', heads: 12 }, { name: 'encoder.1', heads: 4 }]

test('thumbnails fill the width, but stay large enough to be clicked', () => {
  fc.assert(fc.property(fc.integer({ min: 100, max: 1600 }), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 48 }), (width, heads, depth) => {
    const { cell, gap } = layoutThumbnails(width, heads, depth)
    assert.ok(cell >= 14 && cell <= 52)
    if (cell > 14) assert.ok(heads * (cell + gap) - gap <= width)
  }))
})

test('keys move over layers with different numbers of heads', () => {
  assert.deepEqual(moveInGrid('ArrowDown', false, { layer: 0, head: 11 }, layers), { layer: 1, head: 3 })
  assert.deepEqual(moveInGrid('End', false, { layer: 1, head: 0 }, layers), { layer: 1, head: 3 })
  assert.deepEqual(moveInGrid('End', true, { layer: 0, head: 0 }, layers), { layer: 1, head: 3 })
  assert.deepEqual(moveInGrid('Home', true, { layer: 1, head: 2 }, layers), { layer: 0, head: 0 })
  assert.deepEqual(moveInGrid('ArrowRight', false, { layer: 1, head: 3 }, layers), { layer: 1, head: 3 })
  assert.equal(moveInGrid('Enter', false, { layer: 0, head: 0 }, layers), null)
})

test('a thumbnail keeps its strongest pixels at any size, and turns over', () => {
  const pixels = new Uint8Array(2 * 3 * 16)
  const start = (1 * 3 + 2) * 16
  pixels[start + 1 * 4 + 3] = 200
  const thumbnails = { size: 4, layers: 2, heads: 3, pixels }
  assert.deepEqual([...thumbnailLevels(thumbnails, 1, 2, 'attendsTo', 2)], [0, 200, 0, 0])
  assert.deepEqual([...thumbnailLevels(thumbnails, 1, 2, 'attendedBy', 2)], [0, 0, 200, 0])
  assert.equal(thumbnailLevels(thumbnails, 1, 2, 'attendsTo', 8).filter((level) => level === 200).length, 4)
  assert.equal(Math.max(...thumbnailLevels(thumbnails, 1, 1, 'attendsTo', 7)), 0)
})
