import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Locator } from 'playwright-core'
import type { StepThrough } from '../../../protocol/steps.ts'
import { sayNumber } from '../../../webview/views/steps/stepNumbers.ts'
import { browserPages } from './browserPage.ts'
import type { PageUnderTest } from './pageUnderTest.ts'

const open = browserPages()
let page: PageUnderTest
let version = 1
const view = (): Locator => page.page.locator('gaze-step-view')
const table = (): Locator => page.page.locator('.step gaze-key-table').getByRole('grid')

before(async () => {
  page = await open({ width: 600, height: 900 })
  page.session = page.newSession('the cat sat on the mat', { model: page.fixture('gemma2-optimum_past-eager'), choice: { layer: 0, head: 1 }, focus: [3] })
  await page.open('view', 'dark')
  await page.send({ type: 'show', view: 'steps', step: 'scores' })
  await table().waitFor()
})

async function drawn(): Promise<StepThrough> {
  return view().evaluate((element) => (element as unknown as { readonly stepping: { readonly found: StepThrough } }).stepping.found)
}

async function cellsOf(key: number): Promise<string[]> {
  return table().locator(`#key-${key}`).getByRole('gridcell').allTextContents()
}

test('a decoder with soft cap and shared keys: masked keys are said, have no numbers, and can be tried without', async () => {
  const step = await drawn()
  const last = step.keyCount - 1
  await page.page.getByText(new RegExp(`A soft cap keeps scores between −${step.softCap} and ${step.softCap}.*${last - 3} of ${step.keyCount} keys are masked`)).waitFor()
  await page.page.getByRole('button', { name: 'All keys' }).click()
  assert.deepEqual((await cellsOf(1)).slice(1), [sayNumber(step.scaled![1]!), sayNumber(step.capped![1]!), '0.000', sayNumber(step.scores![1]!)])
  assert.deepEqual((await cellsOf(5)).slice(3), ['mask', 'masked'])
  await page.page.getByRole('checkbox', { name: 'No mask' }).check()
  const changed = page.page.locator('gaze-what-if').getByRole('grid', { name: /^changed weights/ })
  await changed.waitFor()
  const unmasked = await changed.locator('#key-5').getByRole('gridcell').allTextContents()
  const powers = Array.from(step.capped!, (score) => Math.exp(score - Math.max(...step.capped!)))
  assert.deepEqual([unmasked[1], unmasked[2]], ['0.000', sayNumber(powers[5]! / powers.reduce((sum, power) => sum + power))])
  await page.send({ type: 'show', view: 'steps', step: 'projections' })
  await page.page.getByText(`${step.heads} query heads share ${step.keyValueHeads} heads of keys and values`).waitFor()
})

test('what a model does not show is said with the reason and not drawn; the rest is', async () => {
  await page.change({ key: { id: 'file:///sample', version: ++version }, model: page.fixture('bert-optimum-sdpa-int8') })
  await page.send({ type: 'show', view: 'steps', step: 'output' })
  await page.page.getByText(/Node \S+ \(MatMulInteger\)/).waitFor()
  await page.page.getByRole('grid', { name: /^output of / }).waitFor()
  await page.page.getByRole('grid', { name: /^heads side by side of / }).waitFor()
})
