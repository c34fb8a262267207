import { launchBrowser, openPage } from '../scripts/workbench/launchBrowser.ts'
import { servePage } from '../test/webview/page/pageServer.ts'
import { PageUnderTest } from '../test/webview/page/pageUnderTest.ts'
import type { Measurement } from './measurement.ts'
import { watchMainThread } from './mainThread.ts'
import { openMinilm, textOf } from './minilm.ts'
import { percentile } from './timing.ts'

const turns = 24

/**
 * What the page's main thread computes, in milliseconds of its processor time so that neighbours on the machine count
 * little: MiniLM on 512 tokens in the whole page, which switches between heads of all layers in each view.
 */
export async function pageTimes(): Promise<Measurement[]> {
  const model = await openMinilm()
  const { text } = textOf(model, 512)
  await model.dispose()
  const server = await servePage()
  const browser = await launchBrowser()
  try {
    const { page } = await openPage(browser, { width: 1600, height: 900 })
    const shown = new PageUnderTest(page, server)
    // No host is there to be told.
    shown.reports = false
    shown.session = shown.newSession(text)
    await shown.open('tab', 'dark')
    await shown.shown('layer 3 head 5')
    const tab = (name: string) => page.getByRole('tab', { name, exact: true })
    const cost = await watchMainThread(page)
    const measurements: Measurement[] = []
    for (const view of ['Heatmap', 'Heads', 'Model', 'Layer']) {
      const opened = await cost(() => tab(view).click(), 120)
      if (view === 'Model') {
        measurements.push({
          what: 'model view of 72 heads drawn, 512 tokens', measured: opened, bound: 100, unit: 'ms', detail: 'the first time, larger pictures included',
        })
      }
      const times: number[] = []
      for (let turn = 0; turn < turns; turn++) {
        times.push(await cost(() => shown.change({ choice: { layer: turn % 6, head: (turn * 5) % 12 } })))
      }
      measurements.push({
        what: `${view.toLowerCase()} view to another layer and head, 512 tokens`, measured: Math.min(...times), bound: 16, unit: 'ms',
        detail: `the least of ${turns}, the median ${percentile(times, 0.5).toFixed(1)} ms`,
      })
    }
    return measurements
  } finally {
    await browser.close()
    await server.close()
  }
}
