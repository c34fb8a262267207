import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { tileGap, tileSide } from '../../../webview/views/model/tileSide.ts'
import { sayStatistic } from '../../../webview/views/model/statisticWords.ts'
import { moveTile } from '../../../webview/views/tiles/tileKeys.ts'

test('a layer\'s heads stand side by side where they fit, and never reach over the edge', () => {
  assert.equal(tileSide(376, 12), 25)
  assert.equal(tileSide(216, 12), 49)
  assert.equal(tileSide(2000, 4), 160)
  fc.assert(fc.property(fc.integer({ min: 100, max: 1600 }), fc.integer({ min: 1, max: 64 }), (width, heads) => {
    const side = tileSide(width, heads)
    const columns = Math.min(heads, Math.floor((width + tileGap) / (side + tileGap)))
    assert.ok(side >= 24 && columns >= 1 && columns * side + (columns - 1) * tileGap <= width)
  }))
})

test('keys move over tiles that wrap', () => {
  assert.equal(moveTile('ArrowRight', false, 4, 12, 5), 5)
  assert.equal(moveTile('ArrowDown', false, 4, 12, 5), 9)
  assert.equal(moveTile('ArrowDown', false, 9, 12, 5), 9)
  assert.equal(moveTile('ArrowUp', false, 4, 12, 5), 4)
  assert.equal(moveTile('Home', false, 7, 12, 5), 5)
  assert.equal(moveTile('End', false, 11, 12, 5), 11)
  assert.equal(moveTile('End', true, 0, 12, 5), 11)
  assert.equal(moveTile('x', false, 0, 12, 5), null)
})

test('a number is said with its unit', () => {
  assert.equal(sayStatistic('entropy', 3.14159), '3.14 bits')
  assert.equal(sayStatistic('previous', 0.36712), '0.367')
})
