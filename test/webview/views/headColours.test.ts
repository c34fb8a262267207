import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contrast, mix, parseColour, type Colour } from '../../../webview/views/colour/colour.ts'
import { headColours, leastDistance } from '../../../webview/views/colour/headColours.ts'
import { oklabDistance, seenAs } from '../../../webview/views/colour/oklab.ts'
import { themes } from '../page/themes.ts'

const read = (css: string) => parseColour(css)!

test('twelve heads are told apart in every theme, with three kinds of cones or two', () => {
  for (const [name, { colours }] of Object.entries(themes)) {
    const ground = { background: read(colours['sideBar-background']), foreground: read(colours.foreground) }
    const chosen = headColours(read(colours['tokenGaze-attention']), ground, 12)
    assert.equal(chosen.length, 12)
    chosen.forEach((colour, index) => {
      assert.ok(contrast(colour, ground.background) >= 3, `${name}: ${JSON.stringify(colour)}`)
      // A step that can just be seen is about 0.02.
      for (const other of chosen.slice(0, index)) assert.ok(leastDistance(colour, other) > 0.05, `${name}: ${index}`)
    })
  }
})

test('more heads leave the colours of the first ones as they were', () => {
  const ground = { background: read('#1f1f1f'), foreground: read('#cccccc') }
  const accent = read('#e5b13a')
  assert.deepEqual(headColours(accent, ground, 24).slice(0, 5), headColours(accent, ground, 5))
})

test('Oklab: grey has no hue, white is as light as can be, and red and green are near for those who lack a cone', () => {
  const grey = seenAs(mix(read('#000'), read('#fff'), 0.5), 'normal')
  assert.ok(Math.abs(grey[1]) < 1e-4 && Math.abs(grey[2]) < 1e-4)
  assert.ok(Math.abs(seenAs(read('#fff'), 'normal')[0] - 1) < 1e-4)
  // Ottosson's own value for red.
  seenAs(read('#f00'), 'normal').forEach((value, at) => { assert.ok(Math.abs(value - [0.62796, 0.22486, 0.12585][at]!) < 1e-4) })
  const [red, green]: Colour[] = [read('#b64949'), read('#6d6d24')] as [Colour, Colour]
  const apart = (vision: 'normal' | 'deuteranopia') => oklabDistance(seenAs(red!, vision), seenAs(green!, vision))
  assert.ok(apart('deuteranopia') < apart('normal') / 2)
})
