import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import type { StepThrough } from '../../../protocol/steps.ts'
import { browserPages } from './browserPage.ts'
import type { PageUnderTest } from './pageUnderTest.ts'

const open = browserPages()
let page: PageUnderTest

before(async () => {
  page = await open({ width: 900, height: 900 })
  page.session = page.newSession(readFileSync('samples/total.ts', 'utf8').repeat(9))
  await page.open('tab', 'light')
  await page.send({ type: 'show', view: 'steps', step: 'softmax' })
  await page.page.getByText('512 tokens', { exact: true }).waitFor()
})

/** Layer and head of what is drawn. */
async function head(): Promise<number[]> {
  return page.page.locator('gaze-step-view').evaluate((element) => {
    const { layer, head: one } = (element as unknown as { readonly stepping: { readonly found: StepThrough } }).stepping.found
    return [layer, one]
  })
}

test('512 tokens: all keys are there, but only those in sight are rows', async () => {
  await page.page.getByRole('button', { name: 'All keys' }).click()
  await page.page.getByText('All 512 keys', { exact: true }).waitFor()
  const table = page.page.locator('.step gaze-key-table').getByRole('grid')
  assert.equal(await table.getAttribute('aria-rowcount'), '514')
  await table.focus()
  await page.page.keyboard.press('End')
  await table.locator('#key-511').waitFor()
  assert.ok(await table.getByRole('row').count() < 60)
  await page.page.keyboard.press('Home')
  await table.locator('#key-0').waitFor()
})

test('a run for another layer can be stopped, and goes on when asked', async () => {
  await page.page.evaluate(() => {
    const press = () => {
      const steps = document.querySelector('token-gaze-app')!.shadowRoot!.querySelector('gaze-step-view')!.shadowRoot!
      const cancel = steps.querySelector<HTMLElement>('.working vscode-button')
      if (cancel) cancel.click()
      else requestAnimationFrame(press)
    }
    press()
  })
  await page.send({ type: 'show', view: 'steps', step: 'projections' })
  await page.change({ choice: { layer: 5, head: 0 } })
  await page.page.getByText('Stopped.', { exact: true }).waitFor()
  assert.deepEqual(await head(), [2, 4])
  await page.page.getByRole('button', { name: 'Try again' }).click()
  await page.page.locator('gaze-step-view').getByText(/^Head 1 makes a query of/).waitFor()
  assert.deepEqual(await head(), [5, 0])
})
