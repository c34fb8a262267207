import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { rampNames } from '../../../webview/state/navigation.ts'
import { contrast, luminance, mix, over, parseColour, withContrast, type Colour } from '../../../webview/views/colour/colour.ts'
import { colourLevels, makeRamp } from '../../../webview/views/colour/ramp.ts'
import { themes } from '../page/themes.ts'

const channel = fc.integer({ min: 0, max: 255 })
const colours = fc.record({ r: channel, g: channel, b: channel, a: fc.constant(1) }, { noNullPrototype: true })

test('every notation that VS Code writes is read', () => {
  assert.deepEqual(parseColour('#1f1f1f'), { r: 31, g: 31, b: 31, a: 1 })
  assert.deepEqual(parseColour(' #F00 '), { r: 255, g: 0, b: 0, a: 1 })
  assert.deepEqual(parseColour('#ff000080'), { r: 255, g: 0, b: 0, a: 128 / 255 })
  assert.deepEqual(parseColour('rgba(255, 255, 255, 0.07)'), { r: 255, g: 255, b: 255, a: 0.07 })
  assert.deepEqual(parseColour('rgb(1 2 3 / 50%)'), { r: 1, g: 2, b: 3, a: 0.5 })
  for (const junk of ['', 'red', '#12345', 'rgb(a, b, c)']) assert.equal(parseColour(junk), null)
})

test('contrast is WCAG\'s', () => {
  const grey = parseColour('#777777')!
  assert.equal(contrast(parseColour('#000')!, parseColour('#fff')!), 21)
  assert.equal(contrast(grey, parseColour('#ffffff')!).toFixed(2), '4.48')
  assert.deepEqual(over(parseColour('rgba(255, 255, 255, 0.5)')!, parseColour('#000')!), { r: 127.5, g: 127.5, b: 127.5, a: 1 })
})

test('a colour that does not stand out is moved until it does', () => {
  fc.assert(fc.property(colours, colours, (colour, background) => {
    const anchor: Colour = luminance(background) > 0.18 ? { r: 0, g: 0, b: 0, a: 1 } : { r: 255, g: 255, b: 255, a: 1 }
    const moved = withContrast(colour, background, anchor, 3)
    assert.ok(contrast(moved, background) >= 3)
    if (contrast(colour, background) >= 3) assert.deepEqual(moved, colour)
  }))
})

for (const [name, { colours: css }] of Object.entries(themes)) {
  test(`in ${name} each ramp has 256 steps that all go the same way, and ends far from its beginning`, () => {
    const read = (key: keyof typeof css) => parseColour(css[key])!
    for (const accent of ['tokenGaze-attention', 'tokenGaze-attendedBy'] as const) {
      for (const rampName of rampNames) {
        const ramp = makeRamp(rampName, { background: read('editor-background'), foreground: read('foreground'), accent: read(accent) })
        const step = (level: number): Colour => ({ r: ramp[level * 3]!, g: ramp[level * 3 + 1]!, b: ramp[level * 3 + 2]!, a: 1 })
        const direction = Math.sign(luminance(step(255)) - luminance(step(0)))
        for (let level = 16; level < 256; level += 16) {
          assert.equal(Math.sign(luminance(step(level)) - luminance(step(level - 16))), direction, `${rampName} at ${level}`)
        }
        assert.ok(contrast(step(0), step(255)) >= 3)
        if (rampName === 'accent') assert.deepEqual(step(0), { ...mix(read('editor-background'), read(accent), 0), a: 1 })
      }
    }
  })
}

test('levels become opaque pixels of the ramp', () => {
  const ramp = makeRamp('accent', { background: parseColour('#000')!, foreground: parseColour('#fff')!, accent: parseColour('#fc0')! })
  assert.deepEqual([...colourLevels(Uint8Array.from([0, 255]), ramp)], [0, 0, 0, 255, 255, 204, 0, 255])
})
