import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { chromiumFlags, requireChromium } from './chromium.ts'
import { serveWorkbench } from './workbench/serveWorkbench.ts'

/**
 * Serves the workbench and starts one browser for all the test files that `task` runs. Their processes find the
 * address in GAZE_WORKBENCH, the browser in GAZE_BROWSER, a folder on disk for their workspaces in GAZE_SCRATCH, and
 * how VS Code names that folder in GAZE_FOLDER.
 */
export async function withWorkbench(task: () => Promise<void>): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'token-gaze-'))
  const server = await serveWorkbench({ extension: '.', mounts: { samples: 'samples', scratch } })
  try {
    await withBrowser({ GAZE_WORKBENCH: server.url, GAZE_SCRATCH: scratch, GAZE_FOLDER: 'sample:/scratch' }, task)
  } finally {
    await server.close()
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** Starts the browser that test files share, and tells them of it and of `environment`. */
export async function withBrowser(environment: Readonly<Record<string, string>>, task: () => Promise<void>): Promise<void> {
  const browser = await chromium.launchServer({ executablePath: requireChromium(), args: chromiumFlags() })
  Object.assign(process.env, environment, { GAZE_BROWSER: browser.wsEndpoint() })
  try {
    await task()
  } finally {
    await browser.close()
  }
}
