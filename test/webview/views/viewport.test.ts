import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cellAt, cellRect, clampViewport, fitViewport, panBy, reveal, zoomAt, type Rect } from '../../../webview/views/heatmap/viewport.ts'

const plots = fc.record({
  left: fc.integer({ min: 0, max: 140 }), top: fc.integer({ min: 0, max: 140 }),
  width: fc.integer({ min: 40, max: 1600 }), height: fc.integer({ min: 40, max: 1200 }),
})
const sizes = fc.record({ rows: fc.integer({ min: 1, max: 1024 }), columns: fc.integer({ min: 1, max: 1024 }) })
const ratios = fc.constantFrom(1, 1.25, 1.5, 2, 3)
const viewports = fc.record({
  cell: fc.double({ min: 0.01, max: 300, noNaN: true }), x: fc.double({ min: -2000, max: 2000, noNaN: true }),
  y: fc.double({ min: -2000, max: 2000, noNaN: true }),
})

test('the whole picture fits, in cells of whole device pixels where they are several', () => {
  fc.assert(fc.property(plots, sizes, ratios, (plot, size, ratio) => {
    const { cell, x, y } = fitViewport(plot, size, ratio)
    assert.ok(cell * size.columns <= plot.width + 1e-6 && cell * size.rows <= plot.height + 1e-6)
    assert.deepEqual([x, y], [0, 0])
    if (cell * ratio >= 4) assert.ok(Math.abs(cell * ratio - Math.round(cell * ratio)) < 1e-6)
  }))
})

test('however it is zoomed and dragged, the picture stays in the plot', () => {
  fc.assert(fc.property(plots, sizes, ratios, viewports, (plot, size, ratio, wild) => {
    const { cell, x, y } = clampViewport(wild, plot, size, ratio)
    assert.ok(cell >= fitViewport(plot, size, ratio).cell)
    assert.ok(x >= 0 && y >= 0)
    assert.ok(x * cell <= Math.max(0, size.columns * cell - plot.width) + 1e-6)
    assert.ok(y * cell <= Math.max(0, size.rows * cell - plot.height) + 1e-6)
  }))
})

test('what lies under the mouse stays there while zooming', () => {
  const viewport = { cell: 8, x: 3, y: 5 }
  const zoomed = zoomAt(viewport, 2, 100, 40)
  assert.equal(zoomed.x + 100 / zoomed.cell, viewport.x + 100 / viewport.cell)
  assert.equal(zoomed.y + 40 / zoomed.cell, viewport.y + 40 / viewport.cell)
  assert.equal(zoomed.cell, 16)
})

test('dragging moves by as many pixels as the mouse', () => {
  assert.deepEqual(panBy({ cell: 10, x: 2, y: 2 }, 25, -5), { cell: 10, x: 4.5, y: 1.5 })
})

test('a cell is hit at its own place, and nowhere beside the picture', () => {
  fc.assert(fc.property(plots, sizes, ratios, viewports, fc.nat(1023), fc.nat(1023), (plot, size, ratio, wild, row, column) => {
    const viewport = clampViewport(wild, plot, size, ratio)
    const cell = { row: row % size.rows, column: column % size.columns }
    const { left, top, width, height } = cellRect(viewport, plot, cell)
    const [x, y] = [left + width / 2, top + height / 2]
    const isSeen = x >= plot.left && y >= plot.top && x < plot.left + plot.width && y < plot.top + plot.height
    assert.deepEqual(cellAt(viewport, plot, size, x, y), isSeen ? cell : null)
  }))
})

test('a revealed cell lies in the plot, and one that does already moves nothing', () => {
  const plot: Rect = { left: 50, top: 50, width: 100, height: 100 }
  const viewport = { cell: 10, x: 20, y: 20 }
  assert.deepEqual(reveal(viewport, plot, { row: 25, column: 29 }), viewport)
  assert.deepEqual(reveal(viewport, plot, { row: 3, column: 40 }), { cell: 10, x: 31, y: 3 })
})
