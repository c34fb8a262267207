import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import { interpolateCividis, interpolateViridis } from 'd3-scale-chromatic'
import type { Locator } from 'playwright-core'
import { stepNames } from '../../../protocol/views.ts'
import { until } from '../../../scripts/workbench/until.ts'
import { parseColour } from '../../../webview/views/colour/colour.ts'
import { browserPages } from './browserPage.ts'
import { noViolations } from './noViolations.ts'
import type { PageUnderTest } from './pageUnderTest.ts'
import { themes, type ThemeId } from './themes.ts'

const open = browserPages()
const text = readFileSync('samples/total.ts', 'utf8')
const themeIds = Object.keys(themes) as ThemeId[]
let page: PageUnderTest

before(async () => {
  page = await open({ width: 420, height: 900 })
  page.session = page.newSession(text, { focus: [8], pinned: [8], stale: true })
  await page.open('view', 'dark')
  await page.shown('layer 3 head 5')
})

const tabs = (): Locator => page.page.getByRole('tab')

test('axe finds nothing wrong in any view in any theme', async () => {
  for (const tab of await tabs().all()) {
    await tab.click()
    for (const theme of themeIds) {
      await page.setTheme(theme)
      await noViolations(page.page, `${await tab.textContent()}, ${theme}`)
    }
  }
})

test('axe finds nothing wrong in any step of the step-through', async () => {
  await page.page.getByRole('tab', { name: 'Steps', exact: true }).click()
  const steps = page.page.locator('.stepper button')
  await page.page.getByRole('grid').first().waitFor()
  await until('all steps', () => steps.count(), (count) => count === stepNames.length)
  for (const step of await steps.all()) {
    await step.click()
    for (const theme of ['light', 'hcBlack'] as const) {
      await page.setTheme(theme)
      await noViolations(page.page, `${await step.getAttribute('aria-label')}, ${theme}`)
    }
  }
})

test('axe finds nothing wrong in the card of the tour', async () => {
  const before = page.session!
  await page.change({ tour: 'softmax' })
  await page.page.getByRole('region', { name: 'Guided tour', exact: true }).waitFor()
  for (const theme of themeIds) {
    await page.setTheme(theme)
    await noViolations(page.page, `the tour, ${theme}`)
  }
  page.session = before
  await page.sendState()
})

interface Focused {
  /** Tag and name, and where it is. */
  readonly what: string
  /** Itself or a part of it is outlined. */
  readonly outlined: boolean
}

/** The innermost element with the focus; null where nothing has it. */
const focused = (): Promise<Focused | null> => page.page.evaluate(() => {
  let element = document.activeElement
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
  if (!element || element === document.body) return null
  const { x, y } = element.getBoundingClientRect()
  const name = element.getAttribute('aria-label') ?? element.textContent!.trim().slice(0, 30)
  const outlined = [element, ...element.querySelectorAll('*')].map((part) => getComputedStyle(part))
    .some(({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1)
  return { what: `${element.localName} ${name} at ${Math.round(x + scrollX)}, ${Math.round(y + scrollY)}`, outlined }
})

/** Presses Tab until the focus leaves the page. */
async function tabThrough(): Promise<Focused[]> {
  const reached: Focused[] = []
  for (;;) {
    await page.page.keyboard.press('Tab')
    const now = await focused()
    if (!now) return reached
    assert.ok(reached.length < 150, `no way out: ${reached.slice(-4).map(({ what }) => what).join('; ')}`)
    reached.push(now)
  }
}

test('Tab goes through every view and out of it again, and whatever has the focus shows it', async () => {
  for (const tab of await tabs().all()) {
    await tab.click()
    await page.page.waitForTimeout(300)
    await tabThrough()
    const reached = await tabThrough()
    const name = await tab.textContent()
    assert.ok(reached.some(({ what }) => what.startsWith('vscode-dropdown Layer')), name!)
    assert.ok(reached.some(({ what }) => what.startsWith(`button ${name}`)), name!)
    assert.deepEqual(reached.filter(({ outlined }) => !outlined), [], name!)
    assert.equal(new Set(reached.map(({ what }) => what)).size, reached.length, `twice in ${name}`)
  }
})

test('the sentence of each view says its numbers, and is said again when they change', async () => {
  const { slice } = page.ofType('slice')[0]!
  const { tokens } = page.ofType('analysed')[0]!.analysis
  const pairs = tokens.flatMap((query, row) => tokens.map((key, column) => ({ query, key, weight: slice.weights[row * slice.keys + column]! })))
    .filter(({ query, key }) => !query.special && !key.special).sort((a, b) => b.weight - a.weight)
  const strongest = `${pairs[0]!.query.text} to ${pairs[0]!.key.text}, ${pairs[0]!.weight.toFixed(3)}`
  const ofFocus = pairs.find(({ query }) => query === tokens[8])!
  const sentences = {
    Heatmap: `Heatmap of layer 3 head 5: ${tokens.length} tokens; strongest pair ${strongest}.`,
    Heads: `Lines of layer 3 head 5: ${tokens.length} tokens; strongest pair ${strongest}.`,
    Model: '72 heads of 6 layers; layer 3 head 5 is chosen.',
    Layer: `12 heads of layer 3; the strongest pair of layer 3 head 5 is ${strongest}.`,
    Steps: `Steps of layer 3 head 5: ${ofFocus.query.text} to ${ofFocus.key.text}, ${ofFocus.weight.toFixed(3)}.`,
  }
  for (const [name, sentence] of Object.entries(sentences)) {
    await page.page.getByRole('tab', { name, exact: true }).click()
    await page.page.getByRole('tabpanel', { name, description: sentence, exact: true }).waitFor()
    assert.equal(await page.page.getByRole('tabpanel').getByRole('status').filter({ hasText: sentence }).count(), 1)
  }
  await page.page.getByRole('tab', { name: 'Heatmap', exact: true }).click()
  await page.change({ direction: 'attendedBy' })
  const turned = `${pairs[0]!.key.text} from ${pairs[0]!.query.text}, ${pairs[0]!.weight.toFixed(3)}`
  await page.page.getByRole('status').filter({ hasText: `strongest pair ${turned}.` }).waitFor({ state: 'attached' })
  await page.change({ direction: 'attendsTo' })
})

test('in the layer view the cell that was walked to in the heatmap has its weight in each head', async () => {
  await page.page.getByRole('tab', { name: 'Heatmap', exact: true }).click()
  await page.heatmap.focus()
  await page.page.keyboard.press('Control+Home')
  await page.page.keyboard.press('Control+Home')
  for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight']) await page.page.keyboard.press(key)
  await page.page.getByRole('tab', { name: 'Layer', exact: true }).click()
  const { slice } = page.ofType('slice')[0]!
  const said = slice.weights[slice.keys + 2]!.toFixed(3)
  await page.page.getByRole('option', { name: 'Layer 3, head 5', description: said, exact: true }).waitFor()
})

/** Whether the pictures of some view have pixels of a colour, nearly. */
async function paints(canvases: Locator, [r, g, b]: readonly [number, number, number]): Promise<boolean> {
  return canvases.evaluateAll((all, colour) => all.some((canvas) => {
    const { width, height } = canvas as HTMLCanvasElement
    if (width === 0 || height === 0) return false
    const { data } = (canvas as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height)
    for (let at = 0; at < data.length; at += 4) {
      if (colour.every((value, channel) => Math.abs(value - data[at + channel]!) < 6)) return true
    }
    return false
  }), [r, g, b] as const)
}

test('the colours for those who see red and green alike are those of every picture and legend, whichever view they are chosen in', async () => {
  const rgb = (css: string): readonly [number, number, number] => {
    const { r, g, b } = parseColour(css)!
    return [r, g, b]
  }
  const darkest = { viridis: rgb(interpolateViridis(0)), cividis: rgb(interpolateCividis(0)) }
  const order = [['one hue', 'viridis'], ['viridis', 'cividis'], ['cividis', null]] as const
  for (const [index, [before, after]] of order.entries()) {
    await page.page.getByRole('tab', { name: ['Model', 'Layer', 'Heatmap'][index]!, exact: true }).click()
    await page.page.getByRole('button', { name: `Colours: ${before}`, exact: true }).click()
    if (!after) continue
    for (const view of ['Heatmap', 'Model', 'Layer']) {
      await page.page.getByRole('tab', { name: view, exact: true }).click()
      const legend = page.page.locator('.scale-bar')
      await until(`${after} in the legend of ${view}`, () => legend.evaluate((bar) => getComputedStyle(bar).backgroundImage),
        (gradient) => gradient.includes(`rgb(${darkest[after].join(', ')})`))
      const pictures = page.page.locator({ Heatmap: 'gaze-thumbnails .pictures', Model: '.tile canvas', Layer: '.tile canvas' }[view]!)
      await until(`${after} in ${view}`, () => paints(pictures, darkest[after]), (found) => found)
      if (view === 'Heatmap') await until(`${after} in the heatmap`, () => paints(page.heatmap, darkest[after]), (found) => found)
    }
  }
})

test('at 240 px and twice the size everything is within the page', async () => {
  const small = await open({ width: 240, height: 900, scale: 2 })
  small.session = small.newSession(text, { focus: [8], pinned: [8], stale: true })
  await small.open('view', 'light')
  await small.shown('layer 3 head 5')
  for (const tab of await small.page.getByRole('tab').all()) {
    await tab.click()
    await small.page.waitForTimeout(400)
    await until(`${await tab.textContent()} within the page`, () => small.page.evaluate(() => document.documentElement.scrollWidth - innerWidth), (beyond) => beyond <= 0, 5)
  }
})

test('nothing moves where motion is reduced, by the system or by VS Code', async () => {
  const running = async () => {
    const { length } = page.ofType('analysed')
    await page.change({ key: { id: 'file:///sample', version: length + 1 }, text: text.repeat(9) })
    await page.page.getByText(/^(Preparing|Running) the model…$/).first().waitFor()
    const moving = await page.page.locator('vscode-progress-ring').evaluateAll((rings) => rings.filter((ring) => ring.checkVisibility()).length)
    await until('the run', () => Promise.resolve(page.ofType('analysed').length), (count) => count > length, 60)
    return moving
  }
  assert.equal(await running(), 1)
  await page.page.emulateMedia({ reducedMotion: 'reduce' })
  assert.equal(await running(), 0)
  await page.page.emulateMedia({ reducedMotion: 'no-preference' })
  await page.page.evaluate(() => { document.body.classList.add('vscode-reduce-motion') })
  assert.equal(await running(), 0)
})
