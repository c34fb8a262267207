import type { Locator } from 'playwright-core'
import { until } from '../../../scripts/workbench/until.ts'

/** Waits until an element has this text, whatever the white space. */
export async function reads(element: Locator, text: string): Promise<void> {
  await until(text, async () => (await element.innerText()).replace(/\s+/g, ' ').trim(), (found) => found === text)
}
