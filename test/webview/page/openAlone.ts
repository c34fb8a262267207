import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { launchBrowser } from '../../../scripts/workbench/launchBrowser.ts'

export interface LonePage {
  readonly page: Page
  /** Errors of the page, and requests for anything but the file itself. */
  readonly problems: string[]
}

/** Opens an exported HTML file from disk, in a browser of its own that has no network, until the test is over. */
export async function openAlone(t: TestContext, html: Uint8Array): Promise<LonePage> {
  const folder = mkdtempSync(join(tmpdir(), 'gaze-alone-'))
  t.after(() => { rmSync(folder, { recursive: true }) })
  const file = join(folder, 'page.html')
  writeFileSync(file, html)
  const browser = await launchBrowser()
  t.after(() => browser.close())
  const page = await (await browser.newContext({ viewport: { width: 1000, height: 800 }, offline: true })).newPage()
  page.setDefaultTimeout(20_000)
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => { if (message.type() === 'error') problems.push(message.text()) })
  page.on('request', (request) => { if (!/^(file|data|blob):/.test(request.url())) problems.push(request.url()) })
  await page.goto(pathToFileURL(file).href)
  return { page, problems }
}
