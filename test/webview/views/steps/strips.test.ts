import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { contrast, parseColour } from '../../../../webview/views/colour/colour.ts'
import { makeSignedRamp, signedCss, signedShare } from '../../../../webview/views/colour/signedRamp.ts'
import { cellAt, layoutStrip, moveCell } from '../../../../webview/views/steps/stripLayout.ts'
import { themes } from '../../page/themes.ts'

const counts = fc.integer({ min: 1, max: 4096 })
const widths = fc.integer({ min: 200, max: 1600 })

test('a strip never reaches over its width, has every number, and is never higher than a hand', () => {
  fc.assert(fc.property(counts, widths, (count, width) => {
    const { columns, rows, cellWidth, cellHeight } = layoutStrip(count, width)
    assert.ok(columns * cellWidth <= width + 1e-6 && columns * rows >= count && columns * (rows - 1) < count)
    assert.ok(cellWidth >= 2 && rows * cellHeight <= 140, `${rows} rows of ${cellHeight}`)
  }))
})

test('vectors as long as one another lie on one another; a head\'s vector is one row as soon as it can be', () => {
  assert.deepEqual([layoutStrip(32, 392).rows, layoutStrip(64, 392).rows], [1, 1])
  assert.deepEqual(layoutStrip(384, 392), layoutStrip(384, 392))
  assert.ok(layoutStrip(384, 392).rows > 1)
})

test('heads side by side have a row each, this head\'s place in the same column everywhere', () => {
  for (const [heads, size] of [[12, 32], [12, 64], [32, 128], [8, 100]] as const) {
    const { columns, rows } = layoutStrip(heads * size, 392, size)
    assert.deepEqual([columns, rows], [size, heads])
  }
  assert.equal(layoutStrip(64, 392, 64).rows, 1)
})

test('the cell under a point is the one that keys reach', () => {
  fc.assert(fc.property(counts, widths, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (count, width, share) => {
    const layout = layoutStrip(count, width)
    const index = Math.floor(share * count)
    const x = ((index % layout.columns) + 0.5) * layout.cellWidth
    const y = (Math.floor(index / layout.columns) + 0.5) * layout.cellHeight
    assert.equal(cellAt(layout, x, y), index)
  }))
  const layout = layoutStrip(10, 400)
  assert.deepEqual([cellAt(layout, -1, 2), cellAt(layout, 399.9, 2), cellAt(layout, 401, 2), cellAt(layout, 2, 19)], [null, 9, null, null])
})

test('arrow keys walk a strip and stay in it', () => {
  const layout = layoutStrip(20, 24, 10)
  assert.deepEqual([layout.columns, layout.rows], [10, 2])
  assert.deepEqual(['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp', 'Home', 'End', 'Tab'].map((key) => moveCell(key, 12, layout)), [13, 11, 12, 2, 0, 19, null])
  assert.deepEqual([moveCell('ArrowRight', null, layout), moveCell('End', null, layout), moveCell('ArrowLeft', 0, layout)], [0, 19, 0])
})

test('signed colours: the background at 0, both ends stand out and differ from each other, in every theme', () => {
  for (const { colours } of Object.values(themes)) {
    const read = (name: keyof typeof colours) => parseColour(colours[name])!
    const background = read('editor-background')
    const ramp = makeSignedRamp({
      background, foreground: read('foreground'), negative: read('tokenGaze-attendedBy'), positive: read('tokenGaze-attention'),
    })
    const at = (share: number) => parseColour(signedCss(ramp, share))!
    assert.deepEqual(at(0), background)
    for (const end of [-1, 1]) assert.ok(contrast(at(end), background) >= 2.95)
    assert.ok(Math.hypot(at(1).r - at(-1).r, at(1).g - at(-1).g, at(1).b - at(-1).b) > 120)
  }
})

test('a number\'s place on the ramp has its sign, grows with its size, and ends at the top', () => {
  assert.deepEqual([signedShare(0, 2), signedShare(2, 2), signedShare(-2, 2), signedShare(-9, 2), signedShare(0.5, 2)], [0, 1, -1, -1, 0.5])
  assert.deepEqual([signedShare(1, 0), signedShare(NaN, 1)], [0, 0])
})
