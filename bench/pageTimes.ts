import { watchMainThread } from './mainThread.ts'
import type { Measurement } from './measurement.ts'
import { openMinilm, textOf } from './minilm.ts'
import { leastOf, withPage } from './pages.ts'

const turns = 24
/** Frames in which nothing more comes of opening a view. */
const opening = 120

/**
 * What the page's main thread computes, in milliseconds of its processor time so that neighbours on the machine count
 * little: MiniLM on 512 tokens in the whole page, which switches between heads of all layers in each view.
 */
export async function pageTimes(): Promise<Measurement[]> {
  const model = await openMinilm()
  const { text } = textOf(model, 512)
  await model.dispose()
  return withPage(async (shown) => {
    shown.session = shown.newSession(text)
    await shown.open('tab', 'dark')
    await shown.shown('layer 3 head 5')
    const cost = await watchMainThread(shown.page)
    const measurements: Measurement[] = []
    for (const view of ['Heatmap', 'Heads', 'Model', 'Layer']) {
      const opened = await cost(() => shown.page.getByRole('tab', { name: view, exact: true }).click(), opening)
      if (view === 'Model') {
        measurements.push({
          what: 'model view of 72 heads drawn, 512 tokens', measured: opened, bound: 100, unit: 'ms', detail: 'the first time, larger pictures included',
        })
      }
      const times: number[] = []
      for (let turn = 0; turn < turns; turn++) {
        times.push(await cost(() => shown.change({ choice: { layer: turn % 6, head: (turn * 5) % 12 } })))
      }
      measurements.push(leastOf(`${view.toLowerCase()} view to another layer and head, 512 tokens`, times, 16))
    }
    return measurements
  })
}
