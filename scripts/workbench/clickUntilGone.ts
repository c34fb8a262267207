import type { Locator } from 'playwright-core'

/** Clicks, and clicks again while what should close by it stays open: VS Code drops clicks on what has only just opened. */
export async function clickUntilGone(target: Locator, closing: Locator = target): Promise<void> {
  for (let gone = false; !gone;) {
    await target.click()
    gone = await closing.waitFor({ state: 'hidden', timeout: 5_000 }).then(() => true, () => false)
  }
}
