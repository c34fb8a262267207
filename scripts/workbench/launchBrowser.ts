import { chromium, type Browser, type ConsoleMessage, type Page } from 'playwright-core'
import { chromiumFlags, requireChromium } from '../chromium.ts'

export interface LaunchOptions {
  readonly width?: number
  readonly height?: number
  /** Gives the page a WebGPU adapter, in software. */
  readonly webgpu?: boolean
}

export interface LaunchedBrowser {
  readonly browser: Browser
  readonly page: Page
  /** What no run may show: errors of the page, violations of a content policy, requests that leave the machine. */
  readonly problems: string[]
}

const local = /^(blob:|data:|https?:\/\/([\w-]+\.)*localhost[:/]|https?:\/\/127\.0\.0\.1[:/])/

function isProblem(message: ConsoleMessage): boolean {
  return /Content Security Policy|Content-Security-Policy/.test(message.text())
}

/** Opens a Chromium without a screen and a page in it that reaches this machine only. */
export async function launchBrowser({ width = 1280, height = 800, webgpu = false }: LaunchOptions = {}): Promise<LaunchedBrowser> {
  const browser = await chromium.launch({ executablePath: requireChromium(), args: chromiumFlags({ webgpu }) })
  const context = await browser.newContext({ viewport: { width, height }, permissions: ['clipboard-read', 'clipboard-write'] })
  const problems: string[] = []
  await context.route((url) => !local.test(url.href), async (route) => {
    problems.push(`a request left the machine: ${route.request().url()}`)
    await route.abort()
  })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  page.on('pageerror', (error) => problems.push(`page error: ${error.stack ?? error.message}`))
  page.on('console', (message) => {
    if (isProblem(message)) problems.push(`content policy: ${message.text()}`)
  })
  return { browser, page, problems }
}
