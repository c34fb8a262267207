import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { defaultColors, strongest, type ThemeKind } from '../../../src/overlay/themeColors.ts'

/** Editor background and foreground of VS Code's own themes. */
const themes: [name: string, kind: ThemeKind, background: string, foreground: string][] = [
  ['Dark+', 'dark', '#1E1E1E', '#D4D4D4'],
  ['Dark Modern', 'dark', '#1F1F1F', '#CCCCCC'],
  ['Light+', 'light', '#FFFFFF', '#000000'],
  ['Light Modern', 'light', '#FFFFFF', '#3B3B3B'],
  ['Dark High Contrast', 'highContrast', '#000000', '#FFFFFF'],
  ['Light High Contrast', 'highContrastLight', '#FFFFFF', '#292929'],
]

const channels = (hex: string): number[] => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16))

/** WCAG 2 relative luminance. */
function luminance(color: readonly number[]): number {
  const [red, green, blue] = color.map((channel) => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

function contrast(a: readonly number[], b: readonly number[]): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light! + 0.05) / (dark! + 0.05)
}

for (const [name, kind, background, foreground] of themes) {
  for (const [id, defaults] of Object.entries(defaultColors)) {
    test(`${name}: text on the strongest tint of ${id} keeps a contrast of 4.5, its outline one of 3`, () => {
      const tint = channels(background).map((under, index) => under + strongest[kind] * (channels(defaults[kind])[index]! - under))
      assert.ok(contrast(tint, channels(foreground)) >= 4.5, String(contrast(tint, channels(foreground))))
      assert.ok(contrast(channels(defaults[kind]), channels(background)) >= 3)
    })
  }
}

test('the colours are those that package.json contributes', () => {
  const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    contributes: { colors: { id: string; defaults: Record<ThemeKind, string> }[] }
  }
  assert.deepEqual(Object.fromEntries(contributes.colors.map(({ id, defaults }) => [id, defaults])), defaultColors)
})
