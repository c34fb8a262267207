import type { PageUnderTest } from '../test/webview/page/pageUnderTest.ts'
import { findModel } from '../cli/findModel.ts'
import { ortRuntime } from '../cli/ortRuntime.ts'
import { openModel } from '../core/index.ts'
import { watchMainThread } from './mainThread.ts'
import type { Measurement } from './measurement.ts'
import { leastOf, withPage } from './pages.ts'

/** Sixty a second. */
const frame = 1000 / 60
const fixture = 'falcon-dynamo-sdpa'
const steps = 24

/** The main thread's time for each move of the mouse or wheel over long texts: a heatmap of 1,024 tokens, and 24 x 16 heads. */
export async function longPageTimes(): Promise<Measurement[]> {
  const text = await longText()
  return withPage(async (shown) => {
    shown.session = shown.newSession(text, { model: shown.fixture(fixture), choice: { layer: 0, head: 0 } })
    await shown.open('tab', 'dark')
    await shown.shown('layer 1 head 1')
    return [...await heatmapTimes(shown), ...await modelTimes(shown)]
  })
}

/** A text of 1,024 tokens of a small decoder that takes as many. */
async function longText(): Promise<string> {
  const model = await openModel((await findModel(`test/fixtures/onnx/${fixture}`)).folder, ortRuntime())
  const words = 'the cat sat on the mat because it was tired and the bank by the river was steep '.repeat(400)
  const { truncated } = model.encode(words, { maxTokens: 1024 })
  await model.dispose()
  return words.slice(0, truncated!.at)
}

async function heatmapTimes({ page, heatmap }: PageUnderTest): Promise<Measurement[]> {
  const cost = await watchMainThread(page)
  const { x, y } = (await heatmap.boundingBox())!
  const hover: number[] = []
  const zoom: number[] = []
  const pan: number[] = []
  for (let step = 0; step < steps; step++) hover.push(await cost(() => page.mouse.move(x + 200 + 7 * step, y + 200 + 5 * step), 2))
  await page.keyboard.down('Control')
  for (let step = 0; step < steps; step++) zoom.push(await cost(() => page.mouse.wheel(0, -12), 2))
  await page.keyboard.up('Control')
  for (let step = 0; step < steps; step++) pan.push(await cost(() => page.mouse.wheel(30, 30), 2))
  return [
    leastOf('heatmap of 1,024 tokens, a move of the mouse', hover, frame), leastOf('the same, a step of zoom', zoom, frame),
    leastOf('the same, a step of pan', pan, frame),
  ]
}

/** The view by itself, on noise: no model of this size is here. */
async function modelTimes({ page }: PageUnderTest): Promise<Measurement[]> {
  const cost = await watchMainThread(page)
  const view = await page.evaluateHandle(() => {
    const [layers, heads, size] = [24, 16, 128]
    const heatmap = document.querySelector('token-gaze-app')!.shadowRoot!.querySelector('gaze-heatmap') as Element & { readonly palette: unknown }
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('#bench { position: fixed; inset: 0; overflow: auto; background: black; z-index: 1 }')
    document.adoptedStyleSheets.push(sheet)
    return Object.assign(document.createElement('gaze-model-view'), {
      thumbnails: { size, layers, heads, pixels: Uint8Array.from({ length: layers * heads * size * size }, () => 255 * Math.random() ** 4) },
      layers: Array.from({ length: layers }, (_, layer) => ({ name: `decoder.${layer}`, heads })),
      choice: { layer: 0, head: 0 }, direction: 'attendsTo', palette: heatmap.palette, order: { by: 'layer', reversed: false },
    })
  })
  const drawn = await cost(() => view.evaluate((element) => {
    document.body.appendChild(Object.assign(document.createElement('div'), { id: 'bench' })).append(element)
  }), 60)
  const times: number[] = []
  await page.mouse.move(800, 450)
  for (let step = 0; step < steps; step++) times.push(await cost(() => page.mouse.wheel(0, 90), 2))
  return [
    { what: 'model view of 24 x 16 heads drawn, 1,024 tokens', measured: drawn, bound: 200, unit: 'ms', detail: 'what is in sight' },
    leastOf('the same, scrolled by a row of tiles, in several frames', times, 2 * frame),
  ]
}
