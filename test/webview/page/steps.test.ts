import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Locator } from 'playwright-core'
import { attendStep } from '../../../core/index.ts'
import type { TokenSpan } from '../../../protocol/attention.ts'
import type { StepThrough } from '../../../protocol/steps.ts'
import { stepNames } from '../../../protocol/views.ts'
import { sayNumber } from '../../../webview/views/steps/stepNumbers.ts'
import { stepTitle } from '../../../webview/views/steps/stepTitles.ts'
import { english, oraclePart } from '../worker/miniLmOracle.ts'
import { browserPages } from './browserPage.ts'
import type { PageUnderTest } from './pageUnderTest.ts'

const [layer, head, query] = [3, 5, 9]
const open = browserPages()
let page: PageUnderTest
let tokens: readonly TokenSpan[]
const named = (role: Parameters<PageUnderTest['page']['getByRole']>[0], name: string): Locator => page.page.getByRole(role, { name, exact: true })
const name = (token: number) => tokens[token]!.text
const heading = (title: string): Locator => page.page.getByRole('heading', { name: title })
const view = (): Locator => page.page.locator('gaze-step-view')

before(async () => {
  page = await open({ width: 420, height: 900 })
  page.session = page.newSession(english, { choice: { layer, head }, focus: [query] })
  await page.open('view', 'dark')
  await page.shown('layer 4 head 6')
  tokens = page.ofType('analysed')[0]!.analysis.tokens
  await named('tab', 'Steps').click()
  await named('tabpanel', 'Steps').waitFor()
  await named('grid', `input of ${name(query)}, 384 values`).waitFor()
})

/** What the page drew from, as the worker gave it. */
async function drawn(): Promise<{ [K in keyof StepThrough]: unknown } & Record<'query' | 'keys' | 'values' | 'products' | 'scores' | 'weights', number[]>> {
  return view().evaluate((element) => {
    const { found } = (element as unknown as { readonly stepping: { readonly found: Record<string, unknown> } }).stepping
    return Object.fromEntries(Object.entries(found).map(([part, value]) => [part, value instanceof Float32Array ? [...value] : value]))
  }) as ReturnType<typeof drawn>
}

/** The rows of a table of keys as texts: place and token first, then its numbers. */
async function rowsOf(table: Locator): Promise<{ key: number; cells: string[] }[]> {
  return table.evaluate((grid) => [...grid.querySelectorAll('[id^=key-]')].map((row) => ({
    key: Number(row.id.slice('key-'.length)),
    cells: [...row.querySelectorAll('[role=gridcell]')].slice(1).map((cell) => cell.textContent),
  })))
}

function assertNear(text: string, expected: number, size: number): void {
  const got = Number(text.replaceAll('−', '-'))
  assert.ok(Math.abs(got - expected) <= 1e-3 * size + 5e-4, `${text} is not ${expected}`)
}

const largest = (values: readonly number[]) => Math.max(...values.map(Math.abs))

test('buttons, arrow keys and Page keys walk the steps, each is announced, and the step outlives a reload', async () => {
  await named('button', 'Next step').click()
  await page.announced('Step 2 of 8: Query, key, value')
  await named('button', 'Step 2: Query, key, value').focus()
  await page.page.keyboard.press('ArrowRight')
  await heading('Dot products').waitFor()
  await page.page.keyboard.press('PageDown')
  await heading('Scale').waitFor()
  await page.page.keyboard.press('End')
  await heading('Output').waitFor()
  assert.equal(await named('button', 'Step 8: Output').getAttribute('aria-current'), 'step')
  await page.page.keyboard.press('ArrowRight')
  await named('button', 'Previous step').click()
  await heading('Weighted sum').waitFor()
  await page.stored((state) => (state as { step: unknown }).step === 'sum')
  await page.page.reload()
  await heading('Weighted sum').waitFor()
  await page.send({ type: 'show', view: 'steps', step: 'projections' })
  await heading('Query, key, value').waitFor()
})

test('the vectors are those of PyTorch, value by value under the arrow keys; copied, they are the worker\'s to the last bit', async () => {
  const strip = named('grid', `query of ${name(query)}, 32 values`)
  const expected = oraclePart('query', head, query)
  await strip.focus()
  for (const index of [0, 1, 2]) {
    await page.page.keyboard.press('ArrowRight')
    const cell = strip.getByRole('gridcell')
    await page.announced(`value ${index + 1}: ${(await cell.textContent())!}`)
    assertNear((await cell.textContent())!, expected[index]!, largest(expected))
  }
  await named('button', `Copy query of ${name(query)}, 32 values`).click()
  await page.announced(`Copied: query of ${name(query)}, 32 values`)
  const copied = JSON.parse(await page.page.evaluate(() => navigator.clipboard.readText())) as number[]
  assert.deepEqual(copied.map(Math.fround), (await drawn()).query)
})

test('pointing at a value lights it up in every vector of the step', async () => {
  const strip = named('grid', `query of ${name(query)}, 32 values`)
  const box = (await strip.boundingBox())!
  await page.page.mouse.move(box.x + (box.width * 4.5) / 32, box.y + 5)
  await page.page.locator('gaze-strip .value', { hasText: /^5: / }).nth(2).waitFor()
  await page.page.mouse.move(0, 0)
})

test('products, scores and weights in the tables are PyTorch\'s, and what is shown is the worker\'s number', async () => {
  const table = () => named('grid', `keys of ${name(query)}`)
  const [q, k] = [oraclePart('query', head, query), oraclePart('key', head)]
  const products = tokens.map((_, key) => q.reduce((sum, value, index) => sum + value * k[key * q.length + index]!, 0))
  const [scores, weights] = [oraclePart('scores', head, query), oraclePart('', head, query)]
  const found = await drawn()
  await named('button', 'Step 3: Dot products').click()
  await heading('Dot products').waitFor()
  for (const { key, cells } of await rowsOf(table())) {
    assert.equal(cells[0], sayNumber(found.products[key]!))
    assertNear(cells[0], products[key]!, largest(products))
  }
  await named('button', 'Step 6: Softmax').click()
  await heading('Softmax').waitFor()
  const rows = await rowsOf(table())
  assert.deepEqual(rows.slice(0, 12).map(({ key }) => key), weights.map((_, key) => key).sort((a, b) => found.weights[b]! - found.weights[a]! || a - b).slice(0, 12))
  for (const { key, cells: [score, rest, power, weight] } of rows) {
    assertNear(score!, scores[key]!, largest(scores))
    assertNear(rest!, scores[key]! - Math.max(...scores), largest(scores))
    assertNear(power!, Math.exp(scores[key]! - Math.max(...scores)), 1)
    assertNear(weight!, weights[key]!, 1)
    assert.equal(weight, sayNumber(found.weights[key]!))
  }
  await page.page.getByRole('button', { name: 'All keys' }).click()
  await page.page.getByText(`All ${tokens.length} keys`, { exact: true }).waitFor()
  const all = await rowsOf(table())
  assert.deepEqual(all.map(({ key }) => key), all.map((_, index) => all[0]!.key + index))
  assert.deepEqual(await table().locator('.totals').getByRole('gridcell').allTextContents(), ['all keys', '', '', sayNumber(found.denominator as number), '1.000'])
  await page.page.getByRole('button', { name: 'Strongest keys' }).click()
  await page.page.getByRole('button', { name: 'All keys' }).waitFor()
})

test('a key is chosen by click or arrow keys and read aloud, and Enter goes to it', async () => {
  const table = named('grid', `keys of ${name(query)}`)
  const [first, second] = (await rowsOf(table)).map(({ key }) => key)
  await table.locator(`#key-${first}`).click()
  await table.focus()
  await page.page.keyboard.press('ArrowDown')
  await page.page.locator('[aria-live]').getByText(new RegExp(`^${escaped(name(second!))}: .*weight 0\\.\\d{3}$`)).waitFor({ state: 'attached' })
  await page.page.keyboard.press('Enter')
  await page.hears('focus', { token: second! })
  await named('grid', `keys of ${name(second!)}`).waitFor()
  assert.equal((await drawn()).token, second)
  await page.page.getByRole('combobox', { name: 'Query token' }).selectOption(String(query))
  await named('grid', `keys of ${name(query)}`).waitFor()
  await page.hears('focus', { token: query })
})

test('a key under the mouse lights up in the editor, and one under the editor\'s mouse here', async () => {
  const table = named('grid', `keys of ${name(query)}`)
  const [first, second] = (await rowsOf(table)).map(({ key }) => key)
  await table.locator(`#key-${first}`).hover()
  await page.hears('hover', { tokens: [query, first!] })
  await page.page.mouse.move(0, 0)
  await page.send({ type: 'hover', token: second! })
  await table.locator(`#key-${second}.lit`).waitFor()
  await page.send({ type: 'hover', token: null })
})

test('what if: worked out from the model\'s tensors, beside the real weights, and said not to be the model\'s', async () => {
  const changed = () => named('grid', `changed weights of ${name(query)}`)
  const { query: q, keys, values, scale } = await drawn()
  const inputs = { query: Float32Array.from(q), keys: Float32Array.from(keys), values: Float32Array.from(values), scale: scale as number, position: query }
  const real = oraclePart('', head, query)
  const checks = async (change: Parameters<typeof attendStep>[1]) => {
    const { weights } = attendStep(inputs, change)
    for (let waited = 0; ; waited++) {
      const rows = await rowsOf(changed())
      const isNew = rows.every(({ key, cells }) => Math.abs(Number(cells[1]!.replace('−', '-')) - weights[key]!) < 2e-3)
      if (isNew && rows.length > 0) {
        for (const { key, cells } of rows) assertNear(cells[0]!, real[key]!, 1)
        return
      }
      assert.ok(waited < 100, `${JSON.stringify(change)}: ${JSON.stringify(rows.slice(0, 3))}`)
      await page.page.waitForTimeout(50)
    }
  }
  assert.equal(await page.page.getByText('not the model’s', { exact: true }).count(), 0)
  await page.page.getByRole('slider', { name: 'Temperature' }).fill('10')
  await page.page.getByText('not the model’s', { exact: true }).waitFor()
  await checks({ temperature: 2 })
  await page.page.locator('[aria-live]').getByText(/^Changed: .* gets 0\.\d{3}, by the model 0\.\d{3}$/).waitFor({ state: 'attached' })
  await page.page.getByRole('slider', { name: 'Local window' }).fill('2')
  await checks({ temperature: 2, window: 2 })
  await page.page.getByRole('combobox', { name: 'Without a key' }).selectOption(String(query))
  await checks({ temperature: 2, window: 2, without: query })
  await page.page.getByRole('button', { name: 'As the model does' }).click()
  await page.page.getByText('not the model’s', { exact: true }).waitFor({ state: 'detached' })
  await page.page.getByRole('combobox', { name: 'Score' }).click()
  await page.page.getByRole('option', { name: 'q·k, without the scale' }).click()
  await checks({ score: 'dot' })
  assert.equal(await page.page.getByRole('checkbox', { name: 'No mask' }).isDisabled(), true)
  await page.page.getByRole('button', { name: 'As the model does' }).click()
})

test('where heads are taken together, the view says so and offers the layer\'s first', async () => {
  await page.change({ choice: { layer: 1, head: 'mean' } })
  await page.page.getByText('Only a single head can be stepped through').waitFor()
  await page.page.getByRole('button', { name: 'Layer 2, head 1', exact: true }).click()
  await page.hears('choose', { choice: { layer: 1, head: 0 } })
  await heading('Softmax').waitFor()
  await page.change({ choice: { layer, head } })
})

test('every step has its formula, stays within 240 px and stands out in every theme', async () => {
  await page.page.setViewportSize({ width: 240, height: 900 })
  for (const [place, step] of stepNames.entries()) {
    await page.send({ type: 'show', view: 'steps', step })
    await heading(stepTitle(step)).waitFor()
    assert.ok(await page.page.locator('gaze-formula math').count() >= 1)
    assert.equal(await view().evaluate((element) => element.shadowRoot!.textContent.includes('undefined')), false)
    assert.ok(await page.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${step} scrolls sideways`)
    for (const theme of place % 3 === 0 ? ['dark', 'light', 'hcBlack', 'hcLight'] as const : ['light'] as const) {
      await page.setTheme(theme)
      await page.everyTextStandsOut(`${step}, ${theme}`)
    }
  }
})

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
