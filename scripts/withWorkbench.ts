import { chromium } from 'playwright-core'
import { chromiumFlags, requireChromium } from './chromium.ts'
import { serveWorkbench } from './workbench/serveWorkbench.ts'

/**
 * Serves the workbench and starts one browser for all the test files that `task` runs: their processes find both
 * through GAZE_WORKBENCH and GAZE_BROWSER.
 */
export async function withWorkbench(task: () => Promise<void>): Promise<void> {
  const server = await serveWorkbench({ extension: '.', mounts: { samples: 'samples', models: 'test/fixtures/onnx' } })
  const browser = await chromium.launchServer({ executablePath: requireChromium(), args: chromiumFlags() })
  process.env['GAZE_WORKBENCH'] = server.url
  process.env['GAZE_BROWSER'] = browser.wsEndpoint()
  try {
    await task()
  } finally {
    await browser.close()
    await server.close()
  }
}
