import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Locator } from 'playwright-core'
import { tourStops } from '../../../protocol/tour.ts'
import { stopPlan, turnOf } from '../../../src/tour/tourPlan.ts'
import { browserPages } from './browserPage.ts'
import type { PageUnderTest } from './pageUnderTest.ts'
import { themes, type ThemeId } from './themes.ts'

const open = browserPages()

/** A page at a stop, as the host puts it there. */
async function toured(stop: 'softmax' | 'input' | 'selfAttention', width: number): Promise<{ page: PageUnderTest; card: Locator }> {
  const page = await open({ width, height: 900 })
  const { choice, sample } = stopPlan(stop)
  page.session = page.newSession(readFileSync(`media/tour/${sample}`, 'utf8').trimEnd(), { choice, focus: [2], tour: stop })
  await page.open('view', 'light')
  await page.send(turnOf(stop))
  const card = page.page.getByRole('region', { name: 'Guided tour' })
  await card.waitFor()
  return { page, card }
}

test('buttons and keys of the card ask for the next, the last and no stop', async () => {
  const { page, card } = await toured('softmax', 420)
  await card.getByText(/“dog” gives “chased” 0\.\d{3}/).first().waitFor()
  await page.page.getByRole('tab', { name: 'Steps', selected: true }).waitFor()
  await card.getByRole('button', { name: 'Next', exact: true }).click()
  await page.hears('tour', { stop: 'sum' })
  await page.page.keyboard.press('ArrowLeft')
  await page.hears('tour', { stop: 'scores' })
  await page.page.keyboard.press('Escape')
  await page.hears('tour', { stop: null })
  await page.change({ tour: tourStops[0] })
  await card.getByRole('button', { name: 'Back', exact: true, disabled: true }).waitFor()
  await page.change({ tour: tourStops.at(-1)! })
  await card.getByRole('button', { name: 'Finish', exact: true }).waitFor()
})

test('what the card says is read aloud once its numbers are there', async () => {
  const { card } = await toured('selfAttention', 420)
  await card.locator('[aria-live]').getByText(/^6 of 9 Self-attention .*“dog” looks most at “chased” \(0\.\d{3}\)/).waitFor({ state: 'attached' })
})

test('at 240 px the card is within the page, and in every theme its texts stand out', async () => {
  const { page, card } = await toured('selfAttention', 240)
  await card.getByText(/looks most at/).first().waitFor()
  assert.ok(await page.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
  for (const theme of Object.keys(themes) as ThemeId[]) {
    await page.setTheme(theme)
    await page.everyTextStandsOut(theme)
  }
})
