import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import type { AttentionSlice } from '../../../protocol/attention.ts'
import { readRecording } from '../../../protocol/readRecording.ts'
import { until } from '../../../scripts/workbench/until.ts'
import { readNpz } from '../../readNpz.ts'
import { browserPages } from './browserPage.ts'
import { openAlone } from './openAlone.ts'
import type { PageUnderTest } from './pageUnderTest.ts'

const open = browserPages()
const text = readFileSync('samples/total.ts', 'utf8').slice(0, 120)
let page: PageUnderTest
let slice: AttentionSlice
let sha256: string

before(async () => {
  page = await open({ width: 900, height: 900 })
  page.session = page.newSession(text, { title: 'total.ts' })
  sha256 = page.session.model.files.find(({ path }) => path.endsWith('.onnx'))!.sha256!
  await page.open('tab', 'dark')
  await page.shown('layer 3 head 5')
  slice = page.ofType('slice')[0]!.slice
})

/** What the page saves when it is asked through its menu. */
function exported(label: string): Promise<{ name: string; bytes: Buffer }> {
  return page.saved(async () => {
    await page.page.getByRole('button', { name: 'Export', exact: true }).click()
    await page.page.getByRole('menuitem', { name: label, exact: true }).click()
  })
}

async function turnTo(tab: string): Promise<void> {
  await page.page.getByRole('tab', { name: tab, exact: true }).click()
  await page.page.getByRole('tabpanel', { name: tab, exact: true }).waitFor()
}

test('the menu is worked by keys alone, and Escape closes it', async () => {
  const button = page.page.getByRole('button', { name: 'Export', exact: true })
  await button.focus()
  await page.page.keyboard.press('ArrowDown')
  await page.page.getByRole('menuitem', { name: 'Picture (PNG)', exact: true }).waitFor()
  await page.page.keyboard.press('Escape')
  await page.page.getByRole('menu').waitFor({ state: 'detached' })
  assert.equal(await button.evaluate((element) => (element.getRootNode() as ShadowRoot).activeElement === element), true)
  const { name } = await page.saved(async () => {
    for (const key of ['Enter', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter']) await page.page.keyboard.press(key)
  })
  assert.match(name, /\.csv$/)
})

test('CSV and JSON have the numbers of the picture, equal tokens apart, and say what they are of', async () => {
  const csv = await exported('Table (CSV)')
  assert.equal(csv.name, 'total.ts layer 3 head 5.csv')
  const lines = csv.bytes.toString().split('\r\n')
  const about = Object.fromEntries(lines.filter((line) => line.startsWith('# ')).map((line) => {
    const [, name, value] = /^# (\w+): (.*)$/.exec(line)!
    return [name, JSON.parse(value!) as string]
  }))
  assert.deepEqual([about.text, about.layer, about.head, about.measure, about.title], [text, '3', '5', 'weights', 'total.ts'])
  assert.ok(about.revision!.includes(sha256))
  const rows = lines.filter((line) => line !== '' && !line.startsWith('# ')).slice(1)
  const numbers = rows.map((row) => row.split(',').slice(-slice.keys).map(Number))
  assert.deepEqual(Float32Array.from(numbers.flat()), new Float32Array(slice.weights))
  const labels = rows.map((row) => /^(?:"((?:[^"]|"")*)"|[^,]*)/.exec(row)![0])
  assert.equal(new Set(labels).size, slice.queries)

  const json = JSON.parse((await exported('Data (JSON)')).bytes.toString()) as { matrices: { weights: number[][] }[]; tokens: unknown[]; model: string; revision: string }
  assert.deepEqual(Float32Array.from(json.matrices[0]!.weights.flat()), new Float32Array(slice.weights))
  assert.equal(json.tokens.length, slice.queries)
  assert.ok(json.revision.includes(sha256))
})

test('NPZ has what is shown, and all layers', async () => {
  const { name, bytes } = await page.exported('npz')
  assert.equal(name, 'total.ts layer 3 head 5.npz')
  const found = readNpz(bytes)
  assert.deepEqual(found.shown!.data, new Float32Array(slice.weights))
  const [heads, queries, keys] = found['encoder.2']!.shape as readonly number[] as readonly [number, number, number]
  assert.deepEqual([heads, queries, keys], [12, slice.queries, slice.keys])
  assert.deepEqual((found['encoder.2']!.data as Float32Array).subarray(4 * queries * keys, 5 * queries * keys), new Float32Array(slice.weights))
  assert.deepEqual(Object.keys(found).filter((key) => key.startsWith('encoder')).length, 6)
})

test('a model whose hash nobody knew is named by it too', async () => {
  const { model } = page.session!
  await page.change({ model: { ...model, files: model.files.map(({ path, bytes }) => ({ path, bytes })) } })
  const { revision } = JSON.parse((await page.exported('json')).bytes.toString()) as { revision: string }
  assert.ok(revision.includes(`sha256:${sha256}`), revision)
  await page.change({ model })
})

test('the menu stays in the page, however narrow that is', async () => {
  for (const width of [240, 290, 360, 900]) {
    await page.page.setViewportSize({ width, height: 900 })
    await page.page.getByRole('button', { name: 'Export', exact: true }).click()
    const box = (await page.page.getByRole('menu').boundingBox())!
    assert.ok(box.x >= 0 && box.x + box.width <= width, `${width}: ${box.x} to ${box.x + box.width}`)
    if (process.env.GAZE_SHOTS) await page.page.screenshot({ path: join(process.env.GAZE_SHOTS, `menu-${width}.png`) })
    await page.page.keyboard.press('Escape')
  }
})

test('PNG is sharp and opaque and carries what it is of', async () => {
  const { name, bytes } = await exported('Picture (PNG)')
  assert.equal(name, 'total.ts layer 3 head 5.png')
  const chunk = bytes.indexOf('Description')
  const said = JSON.parse(bytes.subarray(chunk + 16, chunk + 12 + bytes.readUInt32BE(chunk - 8)).toString().replace(/^\0+/, '').replace(/\}[^}]*$/, '}')) as { text: string; generator: string }
  assert.equal(said.text, text)
  assert.ok(bytes.readUInt32BE(16) > 900 && bytes.readUInt32BE(20) > 900)
  const seen = await page.page.evaluate(async (address) => {
    const image = new Image()
    image.src = address
    await image.decode()
    const canvas = new OffscreenCanvas(image.width, image.height)
    const context = canvas.getContext('2d')!
    context.drawImage(image, 0, 0)
    const { data } = context.getImageData(0, 0, image.width, image.height)
    const colours = new Set<number>()
    let least = 255
    for (let at = 0; at < data.length; at += 4) {
      least = Math.min(least, data[at + 3]!)
      if (at % 404 === 0) colours.add(data[at]! << 16 | data[at + 1]! << 8 | data[at + 2]!)
    }
    return { least, colours: colours.size }
  }, `data:image/png;base64,${bytes.toString('base64')}`)
  assert.equal(seen.least, 255)
  assert.ok(seen.colours > 20)
})

test('SVG has its text as text in named fonts, its cells as shapes, and nothing of HTML', async () => {
  const svg = (await exported('Drawing with text (SVG)')).bytes.toString()
  const read = await page.page.evaluate((source) => {
    const document = new DOMParser().parseFromString(source, 'image/svg+xml')
    return {
      errors: document.querySelectorAll('parsererror').length, html: document.querySelectorAll('foreignObject, image').length,
      title: document.querySelector('svg > title')!.textContent, metadata: document.querySelector('metadata')!.textContent,
      texts: [...document.querySelectorAll('text:not(metadata *)')].map((element) => element.textContent),
      fonts: [...document.querySelectorAll('text:not(metadata *)')].every((element) => element.getAttribute('font-family')), paths: document.querySelectorAll('path').length,
    }
  }, svg)
  assert.deepEqual([read.errors, read.html, read.fonts], [0, 0, true])
  assert.match(read.title, /^total\.ts/)
  assert.ok(read.metadata.includes(sha256) && read.metadata.includes(text))
  assert.ok(read.paths > 10)
  for (const token of ['function', '[CLS]', '[SEP]']) assert.ok(read.texts.filter((found) => found === token).length >= 2, token)
})

test('every view has its picture, and tells where there is none', async () => {
  for (const tab of ['Heads', 'Model', 'Layer']) {
    await turnTo(tab)
    for (const format of ['png', 'svg'] as const) {
      const { name, bytes } = await page.exported(format)
      assert.ok(bytes.length > 4000, name)
    }
    assert.ok((await page.exported('json')).bytes.length > 1000)
  }
  await turnTo('Heatmap')
})

test('the steps have their numbers as table and data, and no picture, which is said', async () => {
  await page.change({ focus: [3] })
  await turnTo('Steps')
  await until('the step', () => page.page.locator('gaze-step-view').evaluate((view) => (view as unknown as { stepping: { found: unknown } }).stepping.found !== null), Boolean)
  const data = JSON.parse((await page.exported('json')).bytes.toString()) as { step: { token: number; weights: number[] }; keys: string[] }
  assert.equal(data.step.token, 3)
  const row = new Float32Array(slice.weights.subarray(3 * slice.keys, 4 * slice.keys))
  data.step.weights.forEach((weight, key) => { assert.ok(Math.abs(weight - row[key]!) < 1e-6) })
  const csv = (await page.exported('csv')).bytes.toString().split('\r\n').filter((line) => line !== '' && !line.startsWith('# '))
  assert.match(csv[0]!, /^key,products,scaled,.*scores,exponentials,weights$/)
  assert.equal(csv.length, slice.keys + 1)
  await page.send({ type: 'export', format: 'png' })
  await page.hears('tell', { failed: true, message: 'This view has no picture to export; choose CSV or JSON, or another view.' })
  page.heard.splice(page.heard.findIndex(({ type }) => type === 'tell'), 1)
  await turnTo('Heatmap')
})

test('a session file holds every weight bit by bit', async () => {
  const { name, bytes } = await page.exported('session')
  assert.equal(name, 'total.ts layer 3 head 5.gaze.json')
  const read = readRecording(bytes.toString(), name, (sentence) => sentence)
  assert.ok('recording' in read)
  const { layers } = read.recording
  assert.deepEqual(layers!.length, 6)
  const count = slice.queries * slice.keys
  assert.deepEqual(layers![2]!.weights.subarray(4 * count, 5 * count), new Float32Array(slice.weights))
})

test('the HTML file works from disk, without a network, as the page does', async (t) => {
  const { name, bytes } = await exported('Interactive page (HTML)')
  assert.equal(name, 'total.ts layer 3 head 5.html')
  const { page: alone, problems } = await openAlone(t, bytes)
  const heatmap = (head: string) => alone.getByRole('application', { name: `Attention heatmap, ${head}`, exact: true })
  await heatmap('layer 3 head 5').waitFor()
  assert.match(await alone.locator('.recorded').innerText(), new RegExp(`^Recorded with Token Gaze 0\\.0\\.1 on MiniLM .*sha256:${sha256}`))
  await alone.getByRole('gridcell', { name: 'Layer 5, head 2', exact: true }).click()
  await heatmap('layer 5 head 2').waitFor()
  await heatmap('layer 5 head 2').focus()
  await alone.keyboard.press('ArrowRight')
  await alone.keyboard.press('ArrowRight')
  await alone.locator('[aria-live]').getByText(/attends to \S+, \d\.\d{3}$/).first().waitFor({ state: 'attached' })
  for (const tab of ['Heads', 'Model', 'Layer']) {
    await alone.getByRole('tab', { name: tab, exact: true }).click()
    await alone.getByRole('tabpanel', { name: tab, exact: true }).waitFor()
  }
  await alone.getByRole('tab', { name: 'Steps', exact: true }).click()
  await alone.getByText('A recording has the weights, but not the vectors').waitFor()
  await alone.getByRole('tab', { name: 'Heatmap', exact: true }).click()
  await heatmap('layer 5 head 2').waitFor()
  const download = alone.waitForEvent('download')
  await alone.getByRole('button', { name: 'Export', exact: true }).click()
  await alone.getByRole('menuitem', { name: 'Table (CSV)', exact: true }).click()
  assert.equal((await download).suggestedFilename(), 'total.ts layer 5 head 2.csv')
  if (process.env.GAZE_SHOTS) await alone.screenshot({ path: join(process.env.GAZE_SHOTS, 'page.png') })
  assert.deepEqual(problems, [])
})
