import type { Locator, Page } from 'playwright-core'

/** Opens VS Code's quick input with a key, and returns its text box; a key that a busy window let fall is pressed again. */
export async function openQuickInput(page: Page, key: string): Promise<Locator> {
  const input = page.locator('.quick-input-widget:visible input[type=text]').first()
  for (let attempt = 0; attempt < 5; attempt++) {
    await page.keyboard.press(key)
    if (await input.waitFor({ timeout: 3_000 }).then(() => true, () => false)) return input
  }
  throw new Error(`${key} does not open the quick input`)
}
