import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Locator } from 'playwright-core'
import { softmaxSteps } from '../../../core/index.ts'
import { additiveStepNames } from '../../../protocol/views.ts'
import { sayNumber } from '../../../webview/views/steps/stepNumbers.ts'
import { stepTitle } from '../../../webview/views/steps/stepTitles.ts'
import { readNpz } from '../../readNpz.ts'
import { browserPages } from './browserPage.ts'
import type { PageUnderTest } from './pageUnderTest.ts'

/* The step-through of recurrent translators, from the screen, held to PyTorch: "the cat sat on it." with the target "it sat.". */

const open = browserPages()
const source = 7
/** The second row is of the target's third token. */
const row = 1

async function openSteps(fixture: string): Promise<PageUnderTest> {
  const page = await open({ width: 600, height: 900 })
  page.session = page.newSession('the cat sat on it.', { model: page.fixture(fixture, 'pairs'), target: 'it sat.', choice: { layer: 0, head: 0 }, focus: [source + 1 + row] })
  await page.open('view', 'dark')
  await page.shown('cross 1 head 1')
  await page.send({ type: 'show', view: 'steps', step: 'input' })
  await page.page.locator('gaze-step-view .sentences').waitFor()
  return page
}

function pytorch(name: string, part: string): { readonly rows: number; row(index: number): number[] } {
  const { shape, data } = readNpz(readFileSync(`test/fixtures/pairs/expected/${name}.npz`))[`short/cross.0${part}`]!
  const size = shape.at(-1)!
  return { rows: data.length / size, row: (index) => Array.from(data.slice(index * size, (index + 1) * size), Number) }
}

async function goTo({ page }: PageUnderTest, place: number, title: string): Promise<void> {
  await page.getByRole('button', { name: `Step ${place}: ${title}`, exact: true }).click()
  await page.getByRole('heading', { name: title }).waitFor()
}

/** The last column of each row of a table of keys. */
async function lastColumn(table: Locator): Promise<Map<number, string>> {
  await table.waitFor()
  return new Map(await table.evaluate((grid) => [...grid.querySelectorAll('[id^=key-]')].map((each) =>
    [Number(each.id.slice('key-'.length)), [...each.querySelectorAll('[role=gridcell]')].at(-1)!.textContent] as const)))
}

function assertNear(texts: ReadonlyMap<number, string>, expected: readonly number[]): void {
  assert.equal(texts.size, expected.length)
  expected.forEach((value, key) => {
    const got = Number(texts.get(key)!.replaceAll('−', '-'))
    assert.ok(Math.abs(got - value) <= 1e-3 * Math.max(1, Math.abs(value)), `key ${key}: ${texts.get(key)} is not ${value}`)
  })
}

const sentences = (page: PageUnderTest): Locator => page.page.locator('gaze-step-view .sentences')
const table = (page: PageUnderTest): Locator => page.page.locator('.step gaze-key-table').getByRole('grid')
const formulas = async (page: PageUnderTest): Promise<string> => (await page.page.locator('gaze-step-view gaze-formula annotation').allTextContents()).join(' ')

test('additive attention: W q and U k, their sum through tanh, weighed by v, softmax, sum; no products, no scale, no Wᴼ', async () => {
  const page = await openSteps('gru_additive-torchscript')
  const [query, keys] = [pytorch('gru_additive', '.query').row(row), pytorch('gru_additive', '.key')]
  const energy = pytorch('gru_additive', '.energy').row(0)
  const units = Array.from({ length: keys.rows }, (_, key) => keys.row(key).map((each, unit) => Math.tanh(each + query[unit]!)))
  const scores = units.map((each) => each.reduce((sum, unit, at) => sum + unit * energy[at]!, 0))
  const weights = pytorch('gru_additive', '').row(row)
  assert.deepEqual(await page.page.locator('gaze-step-view .stepper button').evaluateAll((buttons) => buttons.map((button) => button.getAttribute('title'))), additiveStepNames.map(stepTitle))
  await sentences(page).getByText(/reads its texts word by word, with GRU layers: it has no positions and no self-attention/).waitFor()

  await goTo(page, 2, 'Query, key, value')
  assert.match(await formulas(page), /W q_i .*U k_j .*v_j = k_j$/)
  await sentences(page).getByText(new RegExp(`W makes ${query.length} numbers .* U makes ${query.length} numbers .* its state as it is, 16 numbers`)).waitFor()
  await goTo(page, 3, 'Sum and tanh')
  assert.match(await formulas(page), /\\tanh\(W q_i \+ U k_j\)/)
  const strip = page.page.getByRole('grid', { name: /^tanh of / })
  const chosen = Number(await page.page.locator('gaze-step-view').evaluate((element) => {
    const { found } = (element as unknown as { readonly stepping: { readonly found: { readonly weights: Float32Array } } }).stepping
    return found.weights.subarray(0, -1).indexOf(Math.max(...found.weights.subarray(0, -1)))
  }))
  await strip.focus()
  for (const unit of [0, 1, 2]) {
    await page.page.keyboard.press('ArrowRight')
    await page.announced(`value ${unit + 1}: ${sayNumber(units[chosen]![unit]!)}`)
  }

  await goTo(page, 4, 'Learned score')
  assert.match(await formulas(page), /v_a \\cdot \\tanh\(W q_i \+ U k_j\)/)
  await sentences(page).getByText(/Nothing is divided by √d here/).waitFor()
  assertNear(await lastColumn(table(page)), scores)
  await goTo(page, 6, 'Softmax')
  assertNear(await lastColumn(table(page)), weights)
  await goTo(page, 8, 'Output')
  await sentences(page).getByText(/There is one head.* its sum, 16 numbers/).waitFor()
  await page.page.getByText(/puts what the attention gives beside another state: it has no matrix of its own/).waitFor()

  const whatIf = page.page.locator('gaze-what-if')
  await whatIf.getByRole('combobox', { name: 'Score' }).click()
  await page.page.getByRole('option', { name: 'W q · U k', exact: true }).click()
  const products = Float32Array.from(units, (_, key) => keys.row(key).reduce((sum, each, unit) => sum + each * query[unit]!, 0))
  const changed = await lastColumn(whatIf.getByRole('grid', { name: /^changed weights/ }))
  assertNear(changed, [...softmaxSteps(products).weights])
})

test('the dot products of a recurrent model: a state is key and value at once, nothing is scaled', async () => {
  const page = await openSteps('gru_dot-torchscript')
  await goTo(page, 2, 'Query, key, value')
  assert.match(await formulas(page), /q_i = x_i W\^Q .*k_j = x_j .*v_j = x_j$/)
  await sentences(page).getByText(/One matrix makes a query of the state of .* 16 numbers, is both its key and its value/).waitFor()
  await goTo(page, 4, 'Scale')
  await sentences(page).getByText(/does not scale its products/).waitFor()
  await goTo(page, 6, 'Softmax')
  assertNear(await lastColumn(table(page)), pytorch('gru_dot', '').row(row))
  await goTo(page, 8, 'Output')
  await sentences(page).getByText(/There is one head/).waitFor()
})

test('a model without attention opens, translates, and says in a sentence why there is nothing to see', async () => {
  const page = await open({ width: 600, height: 900 })
  page.session = page.newSession('the cat sat on it.', { model: page.fixture('gru_none-torchscript', 'pairs'), target: 'it sat.' })
  await page.open('view', 'light')
  await page.page.getByText('has no attention to show: it reads its text word by word, with GRU layers, and keeps what it read in their state alone.').waitFor()
  await page.page.getByText('it sat.', { exact: true }).waitFor()
  assert.deepEqual([page.ofType('analysed')[0]!.analysis.layers, page.ofType('failed')], [[], []])
  await page.change({ key: { id: 'file:///sample', version: 2 }, target: 'the cat' })
  await page.page.getByText('the cat', { exact: true }).waitFor()
})

for (const [name, reads] of [
  ['translator-additive', /^This model reads its texts word by word, with GRU layers/],
  ['translator-convolutional', /^Convolutions read the source, all words at once.* It writes word by word, with GRU layers/],
] as const) test(`${name}, bundled: gato looks at cat, through the sum of W q and U k`, async () => {
  const page = await open({ width: 900, height: 900 })
  page.session = page.newSession('The cat sat on the mat.', { model: page.bundled(name), choice: { layer: 0, head: 0 } })
  await page.open('tab', 'light')
  await page.shown('cross 1 head 1')
  await page.page.locator('vscode-dropdown[aria-label="Layer"] .selected-value').filter({ hasText: /^\s*Cross 1\s*$/ }).waitFor()
  const { tokens, target } = page.ofType('analysed')[0]!.analysis
  assert.deepEqual(target, { text: 'El gato se sentó en la estera.', generated: true })
  await page.page.getByRole('group', { name: 'Translation' }).getByRole('button', { name: 'gato', exact: true }).click()
  await page.page.getByRole('heading', { name: 'gato attends to' }).waitFor()
  const first = page.page.getByRole('list', { name: 'Strongest' }).getByRole('listitem').first()
  assert.match((await first.textContent())!, /cat\s*(0\.9\d\d|1\.000)/)
  await page.send({ type: 'show', view: 'steps', step: 'energy' })
  await page.page.getByRole('heading', { name: 'Learned score' }).waitFor()
  await sentences(page).getByText(/weighs the 256 numbers .* “cat” scores .* No key fits this query better/).waitFor()
  await page.send({ type: 'show', view: 'steps', step: 'input' })
  await sentences(page).getByText(reads).waitFor()
  assert.equal(tokens.filter(({ segment }) => segment === 0).length, 8)
})
