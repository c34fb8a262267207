import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import type { AttentionSlice } from '../../../protocol/attention.ts'
import { until } from '../../../scripts/workbench/until.ts'
import { scaleOf } from '../../../webview/state/weights.ts'
import { browserPages } from './browserPage.ts'
import type { PageUnderTest } from './pageUnderTest.ts'
import { themes } from './themes.ts'

const open = browserPages()
const text = readFileSync('samples/total.ts', 'utf8').slice(0, 120)
let page: PageUnderTest
let slice: AttentionSlice
let names: string[]

before(async () => {
  page = await open({ width: 600, height: 900 })
  page.session = page.newSession(text)
  await page.open('view', 'dark')
  await page.shown('layer 3 head 5')
  const [analysed] = page.ofType('analysed')
  slice = page.ofType('slice')[0]!.slice
  names = analysed!.analysis.tokens.map((token) => token.text)
})

const weight = (query: number, key: number) => slice.weights[query * slice.keys + key]!

test('the weights that are told to the host are those of the model: each row sums to 1', () => {
  assert.equal(slice.queries, names.length)
  for (let query = 0; query < slice.queries; query++) {
    const sum = Array.from({ length: slice.keys }, (_, key) => weight(query, key)).reduce((a, b) => a + b)
    assert.ok(Math.abs(sum - 1) < 1e-4)
  }
})

test('every cell has the colour of its weight, on the square-root scale', async () => {
  const pixels = await page.cellColours(slice.queries, slice.keys)
  const { top } = scaleOf(slice, page.ofType('analysed')[0]!.analysis.tokens)
  const accent = rgb(themes.dark.colours['tokenGaze-attention'])
  const zero = pixels[argMin(slice.weights)]!
  for (let cell = 0; cell < pixels.length; cell++) {
    const share = Math.min(1, Math.sqrt(slice.weights[cell]! / top))
    for (const channel of [0, 1, 2]) {
      const expected = zero[channel]! + (accent[channel]! - zero[channel]!) * share
      assert.ok(Math.abs(pixels[cell]![channel]! - expected) <= 4, `cell ${cell}: ${pixels[cell]!.join()} for ${share}`)
    }
  }
})

test('arrow keys move over the cells, and each is announced with its weight', async () => {
  await page.heatmap.focus()
  await page.page.keyboard.press('Control+Home')
  await page.page.keyboard.press('Control+Home')
  for (const [key, row, column] of [['ArrowDown', 1, 0], ['ArrowRight', 1, 1], ['End', 1, names.length - 1], ['PageDown', 11, names.length - 1]] as const) {
    await page.page.keyboard.press(key)
    await page.announced(`${names[row]} attends to ${names[column]}, ${weight(row, column).toFixed(3)}`)
  }
  await page.page.keyboard.press('Enter')
  await page.hears('focus', { token: 11 })
  await page.page.keyboard.press('Shift+Enter')
  await page.hears('pin', { token: 11 })
  await page.page.getByRole('button', { name: `Unpin ${names[11]}` }).click()
})

test('pointing at a cell says the pair and its weight, and tells the editor', async () => {
  const { x, y } = await page.cellPoint(5, 3)
  await page.page.mouse.move(x, y)
  await page.page.getByText(`${names[5]} → ${names[3]}`, { exact: true }).waitFor()
  await page.page.locator('.readout .number', { hasText: weight(5, 3).toFixed(3) }).waitFor()
  await page.hears('hover', { tokens: [5, 3] })
  await page.page.mouse.move(0, 0)
  await page.hears('hover', { tokens: [] })
})

test('a click picks the row for the editor, with Shift it pins, and the list shows the row', async () => {
  const { x, y } = await page.cellPoint(8, 2)
  await page.page.mouse.click(x, y)
  await page.hears('focus', { token: 8 })
  await page.page.keyboard.down('Shift')
  await page.page.mouse.click(x, y)
  await page.page.keyboard.up('Shift')
  await page.hears('pin', { token: 8 })
  const special = page.ofType('analysed')[0]!.analysis.tokens.map((token) => token.special)
  const strongest = names.map((name, key) => ({ name, weight: weight(8, key) }))
    .filter((_, key) => !special[key]).sort((a, b) => b.weight - a.weight)
  const numbers = page.page.getByRole('list', { name: 'Strongest' }).getByRole('listitem').locator('.number')
  const expected = strongest.slice(0, 12).map((target) => target.weight.toFixed(3))
  await until('list of the row that was picked', () => numbers.allTextContents(), (shown) => isDeepStrictEqual(shown, expected))
  const share = special.reduce((sum, is, key) => sum + (is ? weight(8, key) : 0), 0)
  await page.page.getByText(`special tokens ${share.toFixed(3)}`).waitFor()
})

test('turned over, rows are attended by columns', async () => {
  await page.page.getByRole('radio', { name: 'attended by' }).click()
  await page.hears('direct', { direction: 'attendedBy' })
  await page.page.getByRole('radio', { name: 'attended by', checked: true }).waitFor()
  await page.heatmap.focus()
  await page.page.keyboard.press('Control+Home')
  await page.page.keyboard.press('ArrowRight')
  await page.announced(`${names[0]} is attended by ${names[1]}, ${weight(1, 0).toFixed(3)}`)
  const pixels = await page.cellColours(slice.keys, slice.queries)
  const brightest = pixels.map(([r, g, b]) => r! + g! + b!)
  const at = argMax(slice.weights)
  const turned = (at % slice.keys) * slice.queries + Math.floor(at / slice.keys)
  assert.ok(brightest[turned]! >= Math.max(...brightest) - 3)
  await page.page.getByRole('radio', { name: 'attends to' }).click()
})

test('zoom and place outlive a reload, and 0 shows the whole again', async () => {
  const { x, y } = await page.cellPoint(10, 10)
  await page.page.mouse.move(x, y)
  await page.page.keyboard.down('Control')
  await page.page.mouse.wheel(0, -150)
  await page.page.keyboard.up('Control')
  const zoomed = (await until('zoomed in', () => page.viewport(), (viewport) => viewport !== null && viewport.cell > 20))!
  await page.page.mouse.down()
  await page.page.mouse.move(x - 60, y - 30, { steps: 4 })
  await page.page.mouse.up()
  const dragged = await until('the picture dragged', () => page.viewport(), (viewport) => viewport!.x > zoomed.x && viewport!.y > zoomed.y)
  await page.stored((state) => JSON.stringify((state as { viewport: unknown }).viewport) === JSON.stringify(dragged))
  await page.page.reload()
  await page.shown('layer 3 head 5')
  assert.deepEqual(await page.viewport(), dragged)
  await page.heatmap.press('0')
  await until('the whole picture', () => page.viewport(), (viewport) => viewport === null)
})

function rgb(hex: string): number[] {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16))
}

function argMax(values: Float32Array): number {
  return values.reduce((best, value, at) => (value > values[best]! ? at : best), 0)
}

function argMin(values: Float32Array): number {
  return values.reduce((best, value, at) => (value < values[best]! ? at : best), 0)
}
