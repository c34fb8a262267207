import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cellPaths } from '../../../webview/exports/cellPaths.ts'
import { escapeXml } from '../../../webview/exports/escapeXml.ts'
import { SvgPainter, type SvgImages } from '../../../webview/exports/svgPainter.ts'

const noImages: SvgImages = { pixels: () => null, address: () => Promise.resolve({ href: 'data:,', width: 1, height: 1 }) }
const painter = () => new SvgPainter('#102030', (text) => ({ width: text.length }) as TextMetrics, noImages)

test('text stays text, in its font, at its place, whatever it holds', async () => {
  const one = painter()
  one.font = 'bold 12px "A & B", monospace'
  one.fillStyle = 'rgba(255, 0, 16, 0.5)'
  one.textAlign = 'right'
  one.textBaseline = 'middle'
  one.save()
  one.translate(10, 20)
  one.rotate(-Math.PI / 2)
  one.fillText('<a&"b"> \u0007', 1, 2)
  one.restore()
  one.fillText('x', 3, 4)
  const [first, second] = (await one.elements()).split('\n')
  assert.equal(first, '<text x="1" y="6.2" text-anchor="end" font-family="&quot;A &amp; B&quot;, monospace" font-size="12" font-weight="bold" '
    + 'xml:space="preserve" fill="#ff0010" fill-opacity="0.5" transform="matrix(0 -1 1 0 10 20)">&lt;a&amp;&quot;b&quot;&gt; \ufffd</text>')
  assert.match(second!, /^<text x="3" y="8.2"[^>]*>x<\/text>$/)
  assert.doesNotMatch(second!, /transform/)
})

test('transforms follow each other as on a canvas, and what is cleared takes the background', async () => {
  const one = painter()
  one.translate(5, 0)
  one.scale(2, 3)
  one.translate(1, 1)
  one.clearRect(0, 0, 1, 1)
  assert.equal(await one.elements(), '<rect x="0" y="0" width="1" height="1" fill="#102030" transform="matrix(2 0 0 3 7 3)"/>')
})

test('what is escaped is well-formed: no control characters, no lone surrogates, no markup', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
    const escaped = escapeXml(text + '\ud800')
    assert.doesNotMatch(escaped, /[<>"\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|&(?!(amp|lt|gt|quot);)/)
    assert.doesNotMatch(escaped, /[\ud800-\udfff]/u)
  }))
})

test('the cells of a picture cover it once, each with its colour, also of a part of it', () => {
  const pictures = fc.record({ width: fc.integer({ min: 1, max: 8 }), height: fc.integer({ min: 1, max: 8 }) }).chain(({ width, height }) =>
    fc.record({ width: fc.constant(width), height: fc.constant(height), colours: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: width * height, maxLength: width * height }),
      left: fc.integer({ min: 0, max: width - 1 }), top: fc.integer({ min: 0, max: height - 1 }) }))
  fc.assert(fc.property(pictures, ({ width, height, colours, left, top }) => {
    const data = new Uint8ClampedArray(colours.flatMap((colour) => [colour, 100, 200, 255]))
    const svg = cellPaths({ width, height, data }, { source: [left, top, width - left, height - top], target: [0, 0, 10, 10] })
    const seen = new Map<string, string>()
    for (const [, colour, path] of svg.matchAll(/<path fill="#(\w+)" d="([^"]+)"/g)) {
      for (const [, x, y, run] of path!.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
        for (let at = 0; at < Number(run); at++) {
          const cell = `${Number(x) + at},${y}`
          assert.ok(!seen.has(cell))
          seen.set(cell, colour!)
        }
      }
    }
    assert.equal(seen.size, (width - left) * (height - top))
    for (const [cell, colour] of seen) {
      const [x, y] = cell.split(',').map(Number) as [number, number]
      assert.equal(colour, `0${colours[y * width + x]}64c8`)
    }
  }))
})
