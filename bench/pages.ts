import { launchBrowser, openPage } from '../scripts/workbench/launchBrowser.ts'
import { servePage } from '../test/webview/page/pageServer.ts'
import { PageUnderTest } from '../test/webview/page/pageUnderTest.ts'
import type { Measurement } from './measurement.ts'
import { percentile } from './timing.ts'

/** Runs a task with a page in a browser of its own, that no host is told of. */
export async function withPage(task: (shown: PageUnderTest) => Promise<Measurement[]>): Promise<Measurement[]> {
  const server = await servePage()
  const browser = await launchBrowser()
  try {
    const { page } = await openPage(browser, { width: 1600, height: 900 })
    const shown = new PageUnderTest(page, server)
    shown.reports = false
    return await task(shown)
  } finally {
    await browser.close()
    await server.close()
  }
}

/** The least of some times, which what else the machine does has left alone, beside their median. */
export function leastOf(what: string, times: readonly number[], bound: number): Measurement {
  return {
    what, measured: Math.min(...times), bound, unit: 'ms',
    detail: `the least of ${times.length}, the median ${percentile(times, 0.5).toFixed(1)} ms`,
  }
}
