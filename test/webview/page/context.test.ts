import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import type { Locator } from 'playwright-core'
import type { Group } from '../../../protocol/groups.ts'
import { until } from '../../../scripts/workbench/until.ts'
import { readNpz } from '../../readNpz.ts'
import { browserPages } from './browserPage.ts'
import type { PageUnderTest } from './pageUnderTest.ts'

const open = browserPages()
const text = readFileSync('test/fixtures/minilm/bank.txt', 'utf8')
/** What PyTorch computes of that text. */
const oracle = readNpz(readFileSync('test/fixtures/minilm/bank.npz'))
const count = oracle['ids']!.shape[0]!
const cosine = (layer: number, a: number, b: number) => (oracle['cosines']!.data as Float32Array)[(layer * count + a) * count + b]!
const [first, river, second] = [2, 9, 16]
let page: PageUnderTest

const token = (name: string): Locator => page.page.getByRole('toolbar', { name: 'Tokens to compare' }).getByRole('button', { name, exact: true })
const table = (name: string): Locator => page.page.getByRole('table', { name, exact: true })
const chart = (): Locator => page.page.getByRole('application', { name: 'Cosine by layer', exact: true })
const pressed = async () => page.page.getByRole('toolbar', { name: 'Tokens to compare' }).getByRole('button', { pressed: true }).allInnerTexts()

/** The texts of a table's rows, headings included. */
async function rows(name: string): Promise<string[][]> {
  return table(name).locator('tbody tr').evaluateAll((all) => all.map((row) => [...row.children].map((cell) => (cell as HTMLElement).innerText.trim())))
}

/** Numbers on the screen are PyTorch's, as far as three decimals go. */
function assertShown(shown: readonly string[], expected: readonly number[]): void {
  assert.equal(shown.length, expected.length)
  shown.forEach((each, at) => {
    assert.match(each, /^-?[01]\.\d{3}$/)
    assert.ok(Math.abs(Number(each) - expected[at]!) < 1.5e-3, `${each} is not ${String(expected[at])}`)
  })
}

before(async () => {
  page = await open({ width: 420, height: 1000 })
  page.session = page.newSession(text)
  await page.open('view', 'dark')
  await page.shown('layer 3 head 5')
  await page.page.getByRole('tab', { name: 'Context', exact: true }).click()
  await table('Cosines by layer').waitFor()
})

test('unasked, the two banks are compared, and every number is PyTorch’s', async () => {
  assert.deepEqual(await pressed(), ['bank', 'bank'])
  const shown = await rows('Cosines by layer')
  assert.deepEqual(shown.map(([name]) => name), ['Embedding', 'Layer 1', 'Layer 2', 'Layer 3', 'Layer 4', 'Layer 5', 'Layer 6'])
  assertShown(shown.map(([, value]) => value!), shown.map((_, layer) => cosine(layer, first, second)))
  const parts = await rows('Cosines of the summands')
  assert.deepEqual(parts.map(([name]) => name), ['Token', 'Segment', 'Position'])
  assertShown(parts.map(([, value]) => value!), ['token', 'segment', 'position'].map((kind) => (oracle[`${kind}.cosines`]!.data as Float32Array)[first * count + second]!))
})

test('the sentence says where they begin, without and with position, and where they end', async () => {
  const said = await page.page.locator('gaze-context-view .said').innerText()
  const [token1, begin, end] = /cosine ([\d.]+)\); with their positions they begin at ([\d.]+), and end at ([\d.]+)\./.exec(said)!.slice(1)
  assertShown([token1!, begin!, end!], [1, cosine(0, first, second), cosine(6, first, second)])
})

test('the nearest tokens of the text are PyTorch’s, layer by layer', async () => {
  const shown = await rows('Nearest tokens by layer')
  shown.forEach(([, ofFirst], layer) => {
    const words = Array.from({ length: count }, (_, at) => at).slice(1, -1).filter((at) => at !== first)
    const best = words.toSorted((a, b) => cosine(layer, first, b) - cosine(layer, first, a)).slice(0, 3)
    assertShown(ofFirst!.match(/-?\d\.\d{3}/g)!, best.map((at) => cosine(layer, first, at)))
  })
  assert.match(shown[0]![1]!, /^bank\s\(2\)/)
})

test('arrow keys walk the chart, and each point is announced with its number', async () => {
  await chart().focus()
  for (const [key, layer, name] of [['ArrowRight', 0, 'Embedding'], ['ArrowRight', 1, 'Layer 1'], ['End', 6, 'Layer 6']] as const) {
    await page.page.keyboard.press(key)
    const live = page.page.locator('gaze-context-chart [aria-live]').filter({ hasText: `${name}: bank` })
    await live.waitFor({ state: 'attached' })
    assertShown([/[\d.]+$/.exec((await live.textContent())!)![0]], [cosine(layer, first, second)])
  }
  await page.page.keyboard.press('Escape')
  await page.page.getByText('Dashed: any two tokens of this text, on average.').waitFor()
})

test('a click adds a token: more lines, squares with numbers; another takes it away', async () => {
  await token('river').click()
  await page.page.getByRole('img', { name: /^Layer 6: bank/ }).waitFor()
  const shown = await rows('Cosines by layer')
  assertShown(shown[6]!.slice(1, 4), [cosine(6, first, river), cosine(6, first, second), cosine(6, river, second)])
  const cells = await page.page.getByRole('img', { name: /^Layer 6: bank/ }).locator('span').allInnerTexts()
  assert.deepEqual(cells.map((cell) => cell.trim()), ['', shown[6]![1]!, shown[6]![2]!, shown[6]![1]!, '', shown[6]![3]!, shown[6]![2]!, shown[6]![3]!, '']
    .map((value) => (value === '' ? '' : Number(value).toFixed(2))))
  await token('river').click()
  await page.page.getByRole('img', { name: /^Layer 6: bank/ }).waitFor({ state: 'detached' })
  assert.deepEqual(await pressed(), ['bank', 'bank'])
})

test('the keyboard chooses tokens; five at most, which is said; none is an invitation', async () => {
  await page.page.getByRole('button', { name: 'Choose none' }).click()
  await page.page.getByText('Choose a token above').waitFor()
  assert.equal(await table('Cosines by layer').count(), 0)
  await page.page.getByRole('toolbar', { name: 'Tokens to compare' }).locator('[tabindex="0"]').focus()
  await page.page.keyboard.press('Home')
  for (let at = 0; at < 6; at++) {
    await page.page.keyboard.press('ArrowRight')
    await page.page.keyboard.press(at % 2 ? 'Enter' : 'Space')
  }
  await page.page.getByText('5 tokens are compared at most: take one away first.').waitFor()
  assert.equal((await pressed()).length, 5)
  await page.page.getByRole('img', { name: /^Embedding: / }).waitFor()
})

test('one token is compared with its own embedding; the editor’s focus chooses where the person did not', async () => {
  await page.page.getByRole('button', { name: 'Follow the editor' }).click()
  await page.change({ focus: [river] })
  await page.page.getByText('river with its embedding').first().waitFor()
  const shown = await rows('Cosines by layer')
  const norms = oracle['norms']!.data as Float32Array
  assert.equal(shown[0]![1], '1.000')
  shown.forEach(([, , , length], layer) => { assert.ok(Math.abs(Number(length) - norms[layer * count + river]!) < 0.02) })
  await page.change({ focus: [] })
})

test('groups are compared as the means of their tokens; the choice outlives a reload', async () => {
  const tokens = page.ofType('analysed')[0]!.analysis.tokens
  const groups: Group[] = [{ label: '[CLS]', tokens: [0] }, { label: 'The bank', tokens: [1, 2] }, ...tokens.slice(3).map((each, at) => ({ label: each.text, tokens: [at + 3] }))]
  await page.change({ grouping: 'words', groups })
  await token('The bank').click()
  await page.page.getByText('A group is the mean of its tokens.').waitFor()
  const before = await pressed()
  assert.ok(before.includes('The bank'))
  await page.stored((state) => (state as { context?: { chosen: unknown[] } }).context?.chosen.length === before.length)
  await page.page.reload()
  await table('Cosines by layer').waitFor()
  await until('the same choice', pressed, (names) => isDeepStrictEqual(names, before))
  page.session = { ...page.newSession(text), key: page.session!.key }
  await page.sendState()
  await page.page.getByText('Click tokens to compare them').waitFor()
})

test('at 240 px the view is within the page, at 1,600 px it uses the room; texts stand out in every theme', async () => {
  await token('river').click()
  await page.page.getByRole('img', { name: /^Layer 6: / }).waitFor()
  for (const width of [240, 1600]) {
    await page.page.setViewportSize({ width, height: 1000 })
    await page.page.waitForTimeout(200)
    assert.ok(await page.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${width} px scrolls sideways`)
    for (const theme of ['dark', 'light', 'hcBlack', 'hcLight'] as const) {
      await page.setTheme(theme)
      await page.everyTextStandsOut(`Context, ${width} px, ${theme}`)
    }
  }
  const [left, right] = await Promise.all([chart().boundingBox(), table('Cosines by layer').boundingBox()])
  assert.ok(right!.x > left!.x + left!.width, 'chart and numbers stand side by side')
})
