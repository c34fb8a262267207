import { chromium, type Browser, type Page } from 'playwright-core'
import { chromiumFlags, requireChromium } from '../chromium.ts'

export interface PageOptions {
  readonly width?: number
  readonly height?: number
  /** Device pixels of a CSS pixel. */
  readonly scale?: number
}

export interface WatchedPage {
  readonly page: Page
  /** What no run may show: errors of the page, violations of a content policy, requests that leave the machine. */
  readonly problems: string[]
}

const local = /^(blob:|data:|https?:\/\/([\w-]+\.)*localhost[:/]|https?:\/\/127\.0\.0\.1[:/])/

/** Starts a Chromium without a screen; `webgpu` gives its pages an adapter, in software. */
export function launchBrowser(options: { readonly webgpu?: boolean } = {}): Promise<Browser> {
  return chromium.launch({ executablePath: requireChromium(), args: chromiumFlags(options) })
}

/** A page with a profile of its own that reaches this machine only; close its context when done. */
export async function openPage(browser: Browser, { width = 1280, height = 800, scale = 1 }: PageOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: scale, permissions: ['clipboard-read', 'clipboard-write'] })
  const problems: string[] = []
  await context.route((url) => !local.test(url.href), async (route) => {
    problems.push(`a request left the machine: ${route.request().url()}`)
    await route.abort()
  })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  page.on('pageerror', (error) => problems.push(`page error: ${error.stack ?? error.message}`))
  page.on('console', (message) => {
    if (/Content[ -]Security[ -]Policy/.test(message.text())) problems.push(`content policy: ${message.text()}`)
  })
  return { page, problems }
}
