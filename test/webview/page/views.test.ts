import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import type { Locator } from 'playwright-core'
import type { AttentionSlice, TokenSpan } from '../../../protocol/attention.ts'
import { until } from '../../../scripts/workbench/until.ts'
import { browserPages } from './browserPage.ts'
import type { PageUnderTest } from './pageUnderTest.ts'

const open = browserPages()
const text = readFileSync('samples/total.ts', 'utf8').slice(0, 120)
let page: PageUnderTest
let tokens: readonly TokenSpan[]
let slice: AttentionSlice

const tab = (name: string): Locator => page.page.getByRole('tab', { name, exact: true })
const head = (number: number): Locator => page.page.getByRole('button', { name: `Head ${number}`, exact: true })
const headView = (): Locator => page.page.getByRole('application', { name: 'Head view, layer 3 head 5', exact: true })
const weight = (query: number, key: number) => slice.weights[query * slice.keys + key]!
const name = (token: number) => tokens[token]!.text

before(async () => {
  page = await open({ width: 420, height: 900 })
  page.session = page.newSession(text)
  await page.open('view', 'dark')
  await page.shown('layer 3 head 5')
  tokens = page.ofType('analysed')[0]!.analysis.tokens
  slice = page.ofType('slice')[0]!.slice
})

/** The strongest keys of a query among tokens of the text. */
function strongest(query: number, count: number) {
  return tokens.map((token, key) => ({ token, key, weight: weight(query, key) }))
    .filter(({ token }) => !token.special).sort((a, b) => b.weight - a.weight).slice(0, count)
}

/** Choose from a picker by its name. */
async function pick(picker: string, option: string): Promise<void> {
  await page.page.getByRole('combobox', { name: picker, exact: true }).click()
  await page.page.getByRole('option', { name: option, exact: true }).click()
}

/** How many pixels between the columns of the head view have ink. */
async function inked(): Promise<number> {
  return headView().evaluate(async (element) => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
    const canvas = element as HTMLCanvasElement
    const { data } = canvas.getContext('2d')!.getImageData(canvas.width * 0.4, 0, canvas.width * 0.2, canvas.height)
    let count = 0
    for (let alpha = 3; alpha < data.length; alpha += 4) if (data[alpha]! > 12) count++
    return count
  })
}

const isSelected = (each: Locator): Promise<void> => each.and(page.page.getByRole('tab', { selected: true })).waitFor()

test('tabs are walked by arrow keys, and the view outlives a reload', async () => {
  await tab('Heatmap').focus()
  await page.page.keyboard.press('ArrowRight')
  await isSelected(tab('Heads'))
  await headView().waitFor()
  assert.equal(await tab('Heads').evaluate((element) => (element.getRootNode() as ShadowRoot).activeElement === element), true)
  await page.page.keyboard.press('End')
  await isSelected(page.page.getByRole('tab').last())
  await page.page.keyboard.press('Home')
  await isSelected(tab('Heatmap'))
  await tab('Heads').click()
  await page.stored((state) => (state as { view: unknown }).view === 'heads')
  await page.page.reload()
  await headView().waitFor()
})

test('the summary says the strongest pairs of the text', async () => {
  const pairs = tokens.flatMap((token, query) => (token.special ? [] : strongest(query, 1).map((target) => ({ query, ...target }))))
    .sort((a, b) => b.weight - a.weight)
  const first = pairs[0]!
  const said = await headView().getAttribute('aria-description')
  assert.ok(said!.includes(`strongest: ${name(first.query)} to ${name(first.key)}, ${first.weight.toFixed(3)}`), said!)
})

test('arrow keys move the query token, which is announced with what it attends to; Enter selects it', async () => {
  await headView().focus()
  await page.page.keyboard.press('Home')
  for (const query of [1, 2]) {
    await page.page.keyboard.press('ArrowDown')
    const targets = strongest(query, 3).map(({ key, weight: value }) => `${name(key)}, ${value.toFixed(3)}`)
    await page.announced(`${name(query)} attends to ${targets.join('; ')}`)
  }
  await page.page.keyboard.press('Enter')
  await page.hears('focus', { token: 2 })
  await page.page.keyboard.press('Escape')
})

test('pointing at a token isolates its lines and tells the editor; a click selects it', async () => {
  const all = await inked()
  const box = (await headView().boundingBox())!
  const row = box.height / tokens.length
  await page.page.mouse.move(box.x + 30, box.y + 5.5 * row)
  await page.hears('hover', { tokens: [5] })
  const isolated = await inked()
  assert.ok(isolated > 0 && isolated < all / 4, `${isolated} of ${all}`)
  await page.page.mouse.click(box.x + 30, box.y + 5.5 * row)
  await page.hears('focus', { token: 5 })
  await page.page.mouse.move(box.x + box.width - 20, box.y + 7.5 * row)
  await page.hears('hover', { tokens: [7] })
  await page.page.mouse.move(0, 0)
  await page.send({ type: 'hover', token: 9 })
  await page.page.getByText(`${name(5)} → ${name(9)} ${weight(5, 9).toFixed(3)}`).waitFor()
  await page.send({ type: 'hover', token: null })
})

test('heads are shown beside the chosen one, each with its colour; the threshold and the most lines thin them out', async () => {
  const one = await inked()
  await head(7).click()
  await head(2).click()
  await page.page.mouse.move(0, 0)
  // Lines of a head alone while the mouse is on its button.
  await page.page.mouse.move(0, 0)
  const pressed = () => Promise.all([2, 5, 6, 7].map((number) => head(number).getAttribute('aria-pressed')))
  await until('three heads', pressed, (found) => found.join() === 'true,true,false,true')
  await until('more lines', inked, (found) => found > one)
  const colours = await page.page.locator('.swatches .colour').evaluateAll((all) => all.map((each) => getComputedStyle(each).backgroundColor))
  assert.equal(new Set(colours).size, 3)
  const three = await inked()
  await head(7).focus()
  await until('the lines of the head whose button has the focus alone', inked, (found) => found < three)
  await head(6).focus()
  await until('the lines of all three', inked, (found) => found === three)
  await pick('Lines a token', 'Top 1')
  await until('fewer lines', inked, (found) => found < three)
  await pick('Lines a token', 'Top 5')
  await page.page.getByRole('slider', { name: 'Least weight' }).fill('60')
  await page.page.getByText('0.360', { exact: true }).waitFor()
  await until('the strong lines', inked, (found) => found < three)
  await page.page.getByRole('slider', { name: 'Least weight' }).fill('10')
  await page.page.getByRole('button', { name: 'Only the chosen' }).click()
  await until('one head', pressed, (found) => found.join() === 'false,true,false,false')
})

test('special tokens can be left out, and the rest be renormalised, which is said', async () => {
  await pick('Special tokens', 'Renormalised')
  await page.page.getByText('not the model’s own weights').waitFor()
  await headView().focus()
  await page.page.keyboard.press('Home')
  const [first] = strongest(1, 1)
  const left = tokens.reduce((sum, { special }, key) => sum + (special ? 0 : weight(1, key)), 0)
  await page.page.locator('gaze-head-view [aria-live]').getByText(`${name(first!.key)}, ${(first!.weight / left).toFixed(3)}`).waitFor({ state: 'attached' })
  await pick('Special tokens', 'Without special')
  const texts = tokens.flatMap((token, query) => (token.special ? [] : [query]))
  const hidden = texts.reduce((sum, query) => sum + tokens.reduce((part, { special }, key) => part + (special ? weight(query, key) : 0), 0), 0)
  await page.page.getByText(`${(hidden / texts.length).toFixed(3)} of the weight on average`).waitFor()
  await tab('Heatmap').click()
  await page.page.getByText(`Special tokens are left out: ${(hidden / texts.length).toFixed(3)} of the weight on average.`).waitFor()
  const [row, column] = [tokens.findIndex(({ special }) => !special), tokens.findIndex(({ special }) => special)]
  const cell = await page.cellPoint(row, column)
  await page.page.mouse.move(cell.x, cell.y)
  await page.page.locator('.readout').getByText('left out', { exact: true }).waitFor()
  await tab('Heads').click()
  await pick('Special tokens', 'Special tokens')
  await page.page.keyboard.press('Escape')
})

test('the model view shows every head, sorts them by what they do, and a click chooses', async () => {
  await tab('Model').click()
  const tiles = page.page.getByRole('listbox').getByRole('option')
  await until('all heads', () => tiles.count(), (count) => count === 72)
  await pick('Sort by', 'Entropy')
  await page.page.getByRole('option', { name: /^Layer \d+, head \d+, \d\.\d\d bits$/ }).first().waitFor()
  const names = await tiles.evaluateAll((all) => all.map((each) => each.getAttribute('title')!))
  const bits = names.map((each) => Number(/([\d.]+) bits$/.exec(each)![1]))
  assert.deepEqual(bits, bits.toSorted((a, b) => b - a))
  const entropy = tokens.reduce((sum, _, query) => sum - tokens.reduce((row, __, key) =>
    row + (weight(query, key) > 0 ? weight(query, key) * Math.log2(weight(query, key)) : 0), 0), 0) / tokens.length
  assert.ok(names.includes(`Layer 3, head 5, ${entropy.toFixed(2)} bits`), `${entropy} is not among ${names.filter((each) => each.startsWith('Layer 3,')).join()}`)
  await page.page.getByRole('button', { name: 'Reverse the order' }).click()
  await page.page.getByRole('button', { name: 'Reversed order' }).waitFor()
  assert.deepEqual(await tiles.evaluateAll((all) => all.map((each) => Number(/([\d.]+) bits$/.exec(each.getAttribute('title')!)![1]))), bits.toReversed())
  await tiles.first().click()
  await page.page.getByRole('option', { selected: true }).and(tiles.first()).waitFor()
  await page.page.keyboard.press('ArrowRight')
  await page.page.keyboard.press('Enter')
  await page.page.getByRole('option', { selected: true }).and(tiles.nth(1)).waitFor()
  await until('a picture in the first', () => tiles.first().locator('canvas').evaluate((canvas) => {
    const { data } = (canvas as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, 20, 20)
    return new Set(data).size
  }), (colours) => colours > 4)
  await pick('Sort by', 'Layer')
})

test('the layer view shows the heads of one layer, with the weight of the pair that is pointed at in each', async () => {
  await page.change({ choice: { layer: 2, head: 4 } })
  await tab('Layer').click()
  const tiles = page.page.getByRole('listbox', { name: 'Heads of layer 3' }).getByRole('option')
  await tiles.nth(11).waitFor()
  assert.equal(await tiles.count(), 12)
  const fifth = page.page.getByRole('option', { name: 'Layer 3, head 5', exact: true })
  await fifth.scrollIntoViewIfNeeded()
  const picture = fifth.locator('canvas')
  await fifth.getByText(/^(to )?0\.\d{3}$/).waitFor()
  const box = (await picture.boundingBox())!
  await page.page.mouse.move(box.x + (box.width * 3.5) / tokens.length, box.y + (box.height * 8.5) / tokens.length)
  await page.hears('hover', { tokens: [8, 3] })
  await fifth.getByText(weight(8, 3).toFixed(3), { exact: true }).waitFor()
  await page.page.getByText(`${name(8)} → ${name(3)}`, { exact: true }).waitFor()
  await page.page.mouse.move(0, 0)
  await page.page.getByRole('option', { name: 'Layer 3, head 12', exact: true }).click()
  await page.hears('choose', { choice: { layer: 2, head: 11 } })
  await page.page.getByRole('option', { name: 'Layer 3, head 12', exact: true, selected: true }).waitFor()
  await pick('Layer', 'Layer 2')
  await page.page.getByRole('option', { name: 'Layer 2, head 12', exact: true }).waitFor()
})

test('at 240 px every view is within the page, and in every theme its texts stand out', async () => {
  for (const view of ['Heads', 'Model', 'Layer']) {
    await page.page.setViewportSize({ width: 240, height: 900 })
    await tab(view).click()
    await page.page.waitForTimeout(150)
    for (const each of await page.page.getByRole('tab').all()) assert.ok((await each.boundingBox())!.x + (await each.boundingBox())!.width <= 240)
    assert.ok(await page.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${view} scrolls sideways`)
    assert.equal(await page.page.getByRole('button', { name: /^Model: / }).evaluate((button) => {
      const label = (button.getRootNode() as ShadowRoot).host.querySelector('.text') ?? button.querySelector('.text')
      return label === null || label.scrollWidth <= label.clientWidth
    }), true, 'the model is named in full')
    for (const theme of ['dark', 'light', 'hcBlack', 'hcLight'] as const) {
      await page.setTheme(theme)
      await page.everyTextStandsOut(`${view}, ${theme}`)
    }
  }
})
