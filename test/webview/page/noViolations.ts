import axe, { type AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { until } from '../../../scripts/workbench/until.ts'

/** What axe finds wrong, one line a rule and element; the toolkit takes up a theme's colours a moment after the page. */
export async function noViolations(page: Page, where: string): Promise<void> {
  if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(axe.source)
  await until(`no violation in ${where}`, () => page.evaluate(async () => {
    const { axe: here } = globalThis as unknown as { axe: { run(root: Document, options: object): Promise<AxeResults> } }
    const { violations } = await here.run(document, { resultTypes: ['violations'] })
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.flat().join(' ')}: ${failureSummary}`))
  }), (found) => found.length === 0, 6)
}
