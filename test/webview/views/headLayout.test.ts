import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { headShapes } from '../../../webview/state/headSettings.ts'
import { moveRow } from '../../../webview/views/heads/headKeys.ts'
import type { TokenSpan } from '../../../protocol/attention.ts'
import { isInSight, layoutHeads, placeY, scrollTo, tokenAt } from '../../../webview/views/heads/headLayout.ts'
import { tokensShown } from '../../../webview/views/heads/headPicture.ts'

const input = fc.record({
  width: fc.integer({ min: 200, max: 1600 }), room: fc.integer({ min: 60, max: 1200 }), shape: fc.constantFrom(...headShapes),
  count: fc.integer({ min: 1, max: 600 }), scroll: fc.double({ min: 0, max: 1, noNaN: true }),
})
const counted = (first: number, count: number) => Array.from({ length: count }, (_, place) => first + place)
const measure = (text: string, size: number) => text.length * size * 0.6
const layoutOf = ({ count, ...part }: { width: number; room: number; shape: (typeof headShapes)[number]; count: number }) => layoutHeads({
  ...part, labels: Array.from({ length: count + 1 }, (_, token) => 'x'.repeat(token % 20)),
  shown: { rows: counted(1, count), columns: counted(1, count) }, measure,
})

test('the lines have room between the labels, and every token in sight can be pointed at', () => {
  fc.assert(fc.property(input, ({ scroll: share, ...given }) => {
    const layout = layoutOf(given)
    assert.ok(layout.linesRight - layout.linesLeft > given.width * 0.15)
    assert.ok(layout.height <= Math.max(given.room, 4 * layout.rowHeight))
    const scroll = share * Math.max(0, layout.rowHeight * given.count - layout.height)
    layout.left.forEach((token, place) => {
      const y = placeY(layout, place, scroll)
      if (y < 0 || y >= layout.height) return
      assert.deepEqual(tokenAt(layout, 1, y, scroll), { token, side: 'row' })
      assert.equal(tokenAt(layout, given.width - 1, y, scroll)?.side, given.shape === 'columns' ? 'column' : 'row')
      assert.ok(isInSight(layout, place, place, scroll))
    })
    assert.equal(layout.rowPlaces[0], -1)
    assert.deepEqual(layout.columnPlaces, layout.rowPlaces)
  }))
})

const rectangle = fc.record({
  source: fc.integer({ min: 1, max: 60 }), target: fc.integer({ min: 1, max: 60 }), skipped: fc.integer({ min: 0, max: 1 }),
  direction: fc.constantFrom('attendsTo' as const, 'attendedBy' as const), shape: fc.constantFrom(...headShapes),
})

test('of cross-attention each column lists one text, from its first line on, and arcs list both', () => {
  fc.assert(fc.property(rectangle, ({ source, target, skipped, direction, shape }) => {
    const tokens = counted(0, source + skipped + target).map((id): TokenSpan => (
      { id, text: `t${id}`, start: id, end: id + 1, special: false, segment: id < source ? 0 : 1 }))
    const slice = {
      choice: { layer: 0, head: 0 }, queries: target, keys: source, firstQuery: source + skipped, firstKey: 0,
      weights: new Float32Array(target * source),
    }
    const shown = tokensShown(tokens, 'show', direction, slice)
    const texts = [counted(source + skipped, target), counted(0, source)]
    const [rows, columns] = direction === 'attendsTo' ? texts : texts.toReversed()
    assert.deepEqual(shown, { rows, columns })
    const layout = layoutHeads({ width: 400, room: 5000, shape, labels: tokens.map(({ text }) => text), shown, measure })
    assert.equal(layout.height, layout.rowHeight * (shape === 'columns' ? Math.max(source, target) : source + target))
    const sides = [['row', rows!, layout.rowPlaces, 1], ['column', columns!, layout.columnPlaces, shape === 'columns' ? 399 : 1]] as const
    for (const [side, list, places, x] of sides) {
      list.forEach((token, index) => {
        if (shape === 'columns') assert.equal(places[token], index)
        assert.deepEqual(tokenAt(layout, x, placeY(layout, places[token]!, 0), 0), { token, side })
      })
      assert.equal(places.filter((place) => place >= 0).length, list.length)
    }
    if (shape === 'columns' && source < target) {
      const shorter = direction === 'attendsTo' ? 399 : 1
      assert.equal(tokenAt(layout, shorter, placeY(layout, source, 0), 0), null)
    }
  }))
})

test('a line is drawn when any height between its ends is in sight', () => {
  const layout = layoutOf({ width: 400, room: 140, shape: 'columns', count: 100 })
  assert.equal(layout.rowHeight, 14)
  assert.equal(isInSight(layout, 0, 99, 500), true)
  assert.equal(isInSight(layout, 99, 0, 500), true)
  assert.equal(isInSight(layout, 0, 30, 500), false)
  assert.equal(isInSight(layout, 60, 99, 500), false)
  assert.equal(scrollTo(layout, 50, 0), 51 * 14 - 140)
  assert.equal(scrollTo(layout, 2, 500), 28)
  assert.equal(scrollTo(layout, 40, 500), 500)
})

test('keys walk over the tokens that are shown', () => {
  const order = [1, 2, 4, 5]
  assert.equal(moveRow('ArrowDown', null, 4, order), 4)
  assert.equal(moveRow('ArrowDown', null, 3, order), 1)
  assert.equal(moveRow('ArrowDown', 2, null, order), 4)
  assert.equal(moveRow('ArrowUp', 1, null, order), 1)
  assert.equal(moveRow('End', null, null, order), 5)
  assert.equal(moveRow('PageDown', 1, null, order), 5)
  assert.equal(moveRow('a', 1, null, order), null)
  assert.equal(moveRow('Home', 1, null, []), null)
})
