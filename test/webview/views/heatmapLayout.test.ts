import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { layoutHeatmap } from '../../../webview/views/heatmap/heatmapLayout.ts'

const measure = (text: string, fontSize: number) => text.length * fontSize * 0.6

function layout(width: number, maxHeight: number, labels: readonly string[]) {
  return layoutHeatmap({
    rows: labels.length, columns: labels.length, width, maxHeight, pixelRatio: 1, rowLabels: labels, columnLabels: labels, measure,
  })
}

test('the picture and its labels stay within the canvas, from 240 px to 1,600', () => {
  const labels = fc.array(fc.string({ maxLength: 30 }), { minLength: 1, maxLength: 600 })
  fc.assert(fc.property(fc.integer({ min: 200, max: 1600 }), fc.integer({ min: 200, max: 1200 }), labels, (width, maxHeight, texts) => {
    const { plot, viewport, height } = layout(width, maxHeight, texts)
    assert.ok(plot.left + viewport.cell * texts.length <= width)
    assert.ok(plot.top + viewport.cell * texts.length <= height + 1e-6)
    assert.ok(height <= maxHeight)
    assert.ok(plot.width >= width * 0.6, 'labels leave most of the width to the picture')
  }))
})

test('labels shrink to stand at every token; where even that is too large they keep their size', () => {
  const texts = (count: number) => Array.from({ length: count }, () => 'sum')
  assert.ok(layout(400, 900, texts(34)).labelSize <= 400 / 34)
  assert.equal(layout(400, 900, texts(300)).labelSize, 11)
  assert.equal(layout(1600, 1600, texts(10)).labelSize, 12)
})
