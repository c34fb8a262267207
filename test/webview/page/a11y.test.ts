import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import axe, { type AxeResults } from 'axe-core'
import type { Locator } from 'playwright-core'
import { until } from '../../../scripts/workbench/until.ts'
import { browserPages } from './browserPage.ts'
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
  await page.page.evaluate(axe.source)
})

const tabs = (): Locator => page.page.getByRole('tab')

/** What axe finds wrong, one line a rule and element; the toolkit takes up a theme's colours a moment after the page. */
async function noViolations(where: string): Promise<void> {
  await until(`no violation in ${where}`, () => page.page.evaluate(async () => {
    const { axe: here } = globalThis as unknown as { axe: { run(root: Document, options: object): Promise<AxeResults> } }
    const { violations } = await here.run(document, { resultTypes: ['violations'] })
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.flat().join(' ')}: ${failureSummary}`))
  }), (found) => found.length === 0, 6)
}

test('axe finds nothing wrong in any view in any theme', async () => {
  for (const tab of await tabs().all()) {
    await tab.click()
    for (const theme of themeIds) {
      await page.setTheme(theme)
      await noViolations(`${await tab.textContent()}, ${theme}`)
    }
  }
})
