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
      const open = (name: string) => shown.page.getByRole('tab', { name, exact: true }).click()
      const first = await cost(() => open(view), opening)
      if (view === 'Model') {
        const again: number[] = []
        for (let turn = 0; turn < 6; turn++) {
          await cost(() => open('Heatmap'))
          again.push(await cost(() => open(view), 30))
        }
        const drawn = leastOf('model view of 72 heads drawn, 512 tokens', again, 100)
        measurements.push({ ...drawn, detail: `${drawn.detail}; the first, small pictures and then larger ones, ${first.toFixed(1)} ms` })
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
