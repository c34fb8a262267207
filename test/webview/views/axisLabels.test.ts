import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cutToWidth, gutterSize, placeLabels } from '../../../webview/views/heatmap/axisLabels.ts'

const measure = (text: string) => Array.from(text).length * 6

test('labels are cut with an ellipsis, never within a character', () => {
  assert.equal(cutToWidth('average', 42, measure), 'average')
  assert.equal(cutToWidth('average', 36, measure), 'avera…')
  assert.equal(cutToWidth('average', 1, measure), '…')
  assert.equal(cutToWidth('👩‍👩‍👧ab', 20, measure), '…')
})

test('a cut label fits', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 6, max: 60 }), (text, width) => {
    assert.ok(measure(cutToWidth(text, width, measure)) <= width)
  }))
})

test('the gutter is as wide as its longest label, within bounds', () => {
  assert.equal(gutterSize(['a', 'items', '('], measure, 16, 100), 30)
  assert.equal(gutterSize(['a'], measure, 16, 100), 16)
  assert.equal(gutterSize(['internationalisation'], measure, 16, 100), 100)
})

test('no two labels touch, and marked ones stand before others', () => {
  const axis = fc.record({
    first: fc.double({ min: 0, max: 400, noNaN: true }), shown: fc.double({ min: 1, max: 400, noNaN: true }),
    count: fc.integer({ min: 1, max: 512 }), cell: fc.double({ min: 0.2, max: 60, noNaN: true }),
  })
  fc.assert(fc.property(axis, fc.integer({ min: 9, max: 16 }), fc.array(fc.nat(511), { maxLength: 3 }), (where, lineHeight, marked) => {
    const placed = [...placeLabels(where, lineHeight, marked)].sort((a, b) => a - b)
    for (let i = 1; i < placed.length; i++) {
      assert.ok((placed[i]! - placed[i - 1]!) * where.cell >= lineHeight - 0.6, `${placed[i - 1]} and ${placed[i]} touch`)
    }
    const [first] = marked
    const inSight = first !== undefined && first < where.count && first + 0.5 >= where.first && first + 0.5 <= where.first + where.shown
    if (inSight) assert.ok(placed.includes(first))
    assert.ok(placed.every((index) => index < where.count))
  }))
})

test('where there is room, every token has a label', () => {
  assert.deepEqual(placeLabels({ first: 0, shown: 5, count: 5, cell: 12 }, 12, []), [0, 1, 2, 3, 4])
  assert.deepEqual(placeLabels({ first: 0, shown: 9, count: 9, cell: 4 }, 12, []), [0, 3, 6])
  assert.deepEqual(placeLabels({ first: 0, shown: 9, count: 9, cell: 4 }, 12, [4]), [4, 0])
})
