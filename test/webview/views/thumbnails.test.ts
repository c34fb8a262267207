import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { TokenSpan } from '../../../protocol/attention.ts'
import { layerShapes, pictureIn } from '../../../webview/state/layerShapes.ts'
import { ofTokens } from '../../../webview/worker/overview.ts'
import { layoutThumbnails, moveInGrid } from '../../../webview/views/thumbnails/thumbnailGrid.ts'
import { thumbnailLevels } from '../../../webview/views/thumbnails/thumbnailPixels.ts'

const square = (side: number) => ({ width: side, height: side })
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
  assert.deepEqual([...thumbnailLevels(thumbnails, 1, 2, 'attendsTo', square(2))], [0, 200, 0, 0])
  assert.deepEqual([...thumbnailLevels(thumbnails, 1, 2, 'attendedBy', square(2))], [0, 0, 200, 0])
  assert.equal(thumbnailLevels(thumbnails, 1, 2, 'attendsTo', square(8)).filter((level) => level === 200).length, 4)
  assert.equal(Math.max(...thumbnailLevels(thumbnails, 1, 1, 'attendsTo', square(7))), 0)
})

test('the picture of a layer between two texts has the proportions of its rows and columns', () => {
  const token = (segment: number): TokenSpan => ({ id: 1, text: 'a', start: 0, end: 1, special: false, segment })
  const tokens = [...Array.from({ length: 8 }, () => token(0)), ...Array.from({ length: 5 }, () => token(1))]
  const shapes = layerShapes({ tokens, layers: ['encoder.0', 'decoder.0', 'cross.0'].map((name) => ({ name, heads: 2 })), target: { text: 'a', generated: false } })
  assert.deepEqual(shapes.map(({ firstQuery, queries, firstKey, keys }) => [firstQuery, queries, firstKey, keys]), [[0, 8, 0, 8], [8, 5, 8, 5], [9, 4, 0, 8]])
  assert.deepEqual(shapes.map((shape) => pictureIn(40, shape, 'attendsTo')), [square(40), square(40), { width: 40, height: 20 }])
  assert.deepEqual(pictureIn(40, shapes[2], 'attendedBy'), { width: 20, height: 40 })
  assert.deepEqual(layerShapes({ tokens, layers: [{ name: 'encoder.0', heads: 2 }] }), [{ queries: 13, keys: 13 }])
})

test('a picture of another shape has all of it', () => {
  const pixels = Uint8Array.from({ length: 16 }, (_, at) => at)
  const levels = thumbnailLevels({ size: 4, layers: 1, heads: 1, pixels }, 0, 0, 'attendsTo', { width: 4, height: 2 })
  assert.deepEqual([...levels], [4, 5, 6, 7, 12, 13, 14, 15])
})

test('the row that is of no token is in no picture', () => {
  const layer = { name: 'cross.0', shape: [2, 3, 2] as const, data: Float32Array.from({ length: 12 }, (_, at) => at) }
  const own = ofTokens(layer)
  assert.deepEqual([own.shape, [...own.data]], [[2, 2, 2], [0, 1, 2, 3, 6, 7, 8, 9]])
  assert.equal(ofTokens({ ...layer, name: 'decoder.0' }).data, layer.data)
})
