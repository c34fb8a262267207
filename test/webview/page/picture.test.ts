import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { AttentionSlice } from '../../../protocol/attention.ts'
import { readRecording } from '../../../protocol/readRecording.ts'
import type { SessionState } from '../../../protocol/session.ts'
import { until } from '../../../scripts/workbench/until.ts'
import { browserPages, type PageSize } from './browserPage.ts'
import { noViolations } from './noViolations.ts'
import { openAlone } from './openAlone.ts'
import type { PageUnderTest } from './pageUnderTest.ts'
import { inNode, pngOf } from './pictureNumbers.ts'
import { reads } from './reads.ts'
import { themes, type ThemeId } from './themes.ts'

const open = browserPages()
const folder = mkdtempSync(join(tmpdir(), 'gaze-pictures-'))
after(() => { rmSync(folder, { recursive: true }) })

async function openPicture(model: 'pictures' | 'captioner', part: Partial<SessionState> = {}, size: PageSize = { width: 1100, height: 1000 }): Promise<PageUnderTest> {
  const page = await open(size)
  const start = model === 'pictures' ? { choice: { layer: 3, head: 0 }, focus: [0] } : { choice: { layer: 7, head: 0 }, focus: [67] }
  page.session = page.newSession('', { title: 'sample.png', model: page.bundled(model), picture: page.sample(model), ...start, ...part })
  await page.open(size.width < 640 ? 'view' : 'tab', 'dark')
  await page.send({ type: 'show', view: 'picture' })
  return page
}

const shown = (page: PageUnderTest, name: string) => page.page.getByRole('application', { name: `Picture sample.png, ${name}`, exact: true }).waitFor()
const lastSlice = (page: PageUnderTest): AttentionSlice => page.ofType('slice').at(-1)!.slice
const analysisOf = (page: PageUnderTest) => page.ofType('analysed').at(-1)!.analysis

/** The page answers for another file at an address of its own server. */
async function serve(page: PageUnderTest, name: string, bytes: Buffer): Promise<NonNullable<SessionState['picture']>> {
  const { uri } = page.sample('pictures')
  const address = new URL(name, uri).href
  await page.page.route(address, (route) => route.fulfill({ body: bytes, contentType: 'image/png' }))
  return { name, uri: address, bytes: bytes.length }
}

test('the bundled picture has the weights, the patches and the answer that the command line gives', async () => {
  const page = await openPicture('pictures')
  await shown(page, 'layer 4 head 1')
  const [slice, { tokens, patches, answers }] = [lastSlice(page), analysisOf(page)]
  const { layers, labels, logits } = await inNode('pictures', 'media/models/pictures/sample.png')
  const count = tokens.length
  assert.deepEqual(patches, { first: 1, rows: 8, columns: 8, box: { left: 0, top: 0, width: 1, height: 1 } })
  assert.equal(count, 65)
  assert.ok(slice.weights.every((weight, at) => Math.abs(weight - layers[3]![at]!) < 1e-6))
  const best = labels[logits!.indexOf(Math.max(...logits!))]
  assert.equal(answers![0]!.label, best)
  await page.page.getByRole('list', { name: 'Answer' }).getByText(best!, { exact: true }).waitFor()
  const row = slice.weights.subarray(0, count)
  const strongest = 1 + row.subarray(1).indexOf(Math.max(...row.subarray(1)))
  const first = page.page.getByRole('list', { name: 'Strongest' }).getByRole('button').first()
  await reads(first, `${tokens[strongest]!.text} ${row[strongest]!.toFixed(3)}`)
  await reads(page.page.locator('.chip'), `[CLS] ${row[0]!.toFixed(3)}`)
})

test('under any alpha a picture is what its red, green and blue are', async () => {
  const page = await openPicture('pictures')
  await shown(page, 'layer 4 head 1')
  const png = pngOf(64, 64, (x, y) => [(x * 37 + y * 11) & 255, (x * y) & 255, (y * 53) & 255, (x * 5 + y * 3) & 255])
  const path = join(folder, 'alpha.png')
  writeFileSync(path, png)
  const key = { id: 'file:///alpha', version: 2 }
  await page.change({ key, picture: await serve(page, 'alpha.png', png) })
  await page.hears('analysed', { key })
  await until('its weights', () => Promise.resolve(page.ofType('slice').at(-1)!.key.version), (version) => version === 2)
  const { layers } = await inNode('pictures', path)
  const worst = lastSlice(page).weights.reduce((most, weight, at) => Math.max(most, Math.abs(weight - layers[3]![at]!)), 0)
  assert.ok(worst < 1e-5, `differs by ${worst}`)
})

test('a patch is looked from with a click, walked to with the arrow keys, and pointed at', async () => {
  const page = await openPicture('pictures')
  await shown(page, 'layer 4 head 1')
  const canvas = page.page.getByRole('application')
  // A scroll bar that comes with what is below makes it narrower.
  await page.page.getByRole('grid', { name: 'Where every head looks' }).waitFor()
  let before = ''
  const box = (await until('the picture to lie still', () => canvas.boundingBox(), (now) => {
    const last = before
    before = JSON.stringify(now)
    return before === last
  }))!
  await canvas.click({ position: { x: box.width * 2.5 / 8, y: box.height * 5.5 / 8 } })
  await page.hears('focus', { token: 1 + 5 * 8 + 2 })
  const slice = lastSlice(page)
  const weightOf = (from: number, to: number): string => slice.weights[from * 65 + to]!.toFixed(3)
  await page.page.locator('.readout').getByText('row 6, column 3', { exact: false }).first().waitFor()
  await canvas.hover({ position: { x: box.width * 0.5 / 8, y: box.height * 0.5 / 8 } })
  await page.page.locator('.readout').getByText(weightOf(43, 1), { exact: true }).waitFor()
  await page.page.mouse.move(2, 2)
  await canvas.focus()
  for (const key of ['ArrowDown', 'Control+Home', 'ArrowRight', 'ArrowDown']) await page.page.keyboard.press(key)
  await page.announced(`row 6, column 3 attends to row 2, column 2, ${weightOf(43, 10)}`)
  await page.page.keyboard.press('Enter')
  await page.hears('focus', { token: 10 })
  await page.page.keyboard.press('Shift+Enter')
  await page.hears('pin', { token: 10 })
})

test('without special tokens the class token still looks at its picture, and a patch at the others', async () => {
  const page = await openPicture('pictures', { special: 'renormalise' })
  await shown(page, 'layer 4 head 1')
  const first = page.page.getByRole('list', { name: 'Strongest' }).getByRole('button').first()
  const strongest = async (): Promise<number> => Number((await first.innerText()).trim().split(/\s+/).at(-1))
  const { weights } = lastSlice(page)
  await until('the class token’s row', strongest, (weight) => weight === Number(Math.max(...weights.subarray(1, 65)).toFixed(3)))
  await page.page.getByText(/rows scaled up to the whole/).waitFor({ state: 'detached' })
  await page.change({ focus: [9] })
  await page.page.getByText(/rows scaled up to the whole/).first().waitFor()
  const row = weights.subarray(9 * 65 + 1, 10 * 65)
  const scaled = Math.max(...row) / row.reduce((sum, weight) => sum + weight, 0)
  await until('a patch’s row', strongest, (weight) => Math.abs(weight - scaled) < 0.002)
})

test('every head is a small picture, and is chosen by a click or by keys', async () => {
  const page = await openPicture('pictures')
  await shown(page, 'layer 4 head 1')
  const grid = page.page.getByRole('grid', { name: 'Where every head looks' })
  await until('all heads', () => grid.getByRole('gridcell').count(), (count) => count === 16)
  await until('the small pictures', () => grid.locator('canvas').evaluateAll((all) => all.map((canvas) => (canvas as HTMLCanvasElement).width)), (widths) => widths.every((width) => width > 20))
  await grid.getByRole('gridcell', { name: 'Layer 2, head 3' }).click()
  await page.hears('choose', { choice: { layer: 1, head: 2 } })
  await shown(page, 'layer 2 head 3')
  await page.page.keyboard.press('ArrowDown')
  await page.page.keyboard.press('Enter')
  await shown(page, 'layer 3 head 3')
})

test('a caption is written, its words look at the picture, and only layers that do are shown', async () => {
  const page = await openPicture('captioner')
  await shown(page, 'cross 2 head 1')
  const { target, tokens } = analysisOf(page)
  assert.equal(target!.generated, true)
  const words = page.page.getByRole('group', { name: 'Caption', exact: true }).getByRole('button')
  await until('the caption', async () => (await words.allInnerTexts()).join(' ').replace(/\s+/g, ' ').trim(), (text) => text === target!.text)
  await words.nth(1).click()
  const second = tokens.findIndex(({ segment, special }) => segment === 1 && !special) + 1
  await page.hears('focus', { token: second })
  const slice = lastSlice(page)
  const row = slice.weights.subarray((second - slice.firstQuery!) * slice.keys, (second - slice.firstQuery! + 1) * slice.keys)
  const strongest = 1 + row.subarray(1).indexOf(Math.max(...row.subarray(1)))
  const first = page.page.getByRole('list', { name: 'Strongest' }).getByRole('button').first()
  await reads(first, `${tokens[strongest]!.text} ${row[strongest]!.toFixed(3)}`)
  const rows = page.page.getByRole('grid', { name: 'Where every head looks' }).getByRole('rowheader')
  await until('cross-attention', () => rows.allInnerTexts(), (names) => names.join() === 'X1,X2')
  await page.change({ focus: [1] })
  await until('the encoder', () => rows.allInnerTexts(), (names) => names.join() === 'E1,E2,E3,E4')
})

test('as a tint or a spotlight, as strong as one likes; kept over a reload', async () => {
  const page = await openPicture('pictures')
  await shown(page, 'layer 4 head 1')
  const canvas = page.page.getByRole('application')
  const colour = () => canvas.evaluate((element) => [...(element as HTMLCanvasElement).getContext('2d')!.getImageData(8, 8, 1, 1).data])
  const spotlight = await until('a picture', colour, ([red]) => red! > 0)
  await page.page.getByRole('radio', { name: 'Tint', exact: true }).click()
  await until('a tint', colour, (pixel) => pixel.join() !== spotlight.join())
  await page.page.getByRole('slider', { name: 'Strength' }).fill('0')
  await until('the bare picture', colour, (pixel) => pixel[0]! > 200 && pixel[1]! > 200 && pixel[2]! > 200)
  await page.stored((state) => JSON.stringify((state as { picture: unknown }).picture) === JSON.stringify({ mode: 'tint', strength: 0 }))
})

test('it is exported as a picture, a drawing, a table, and a session that is shown again without its model or its file', async () => {
  const page = await openPicture('pictures')
  await shown(page, 'layer 4 head 1')
  assert.ok((await page.exported('png')).bytes.subarray(1, 4).toString() === 'PNG')
  const svg = (await page.exported('svg')).bytes.toString()
  assert.ok(svg.includes('[CLS]') && (svg.match(/<rect/g) ?? []).length > 64)
  const csv = (await page.exported('csv')).bytes.toString().split('\r\n')
  const header = csv.findIndex((line) => line.startsWith('query,'))
  assert.equal(csv[header + 1]!.split(',').length, 66)
  const read = readRecording((await page.exported('session')).bytes.toString(), 'x', (text) => text)
  assert.ok('recording' in read)
  assert.match(read.recording.picture!.uri, /^data:/)
  assert.deepEqual(page.ofType('tell'), [])
})

test('a page of its own shows the picture without a model, a file or a network', async (t) => {
  const page = await openPicture('pictures')
  await shown(page, 'layer 4 head 1')
  const { page: alone, problems } = await openAlone(t, (await page.exported('html')).bytes)
  const canvas = alone.getByRole('application', { name: 'Picture sample.png, layer 4 head 1', exact: true })
  await until('a picture', () => canvas.evaluate((element) => (element as HTMLCanvasElement).width), (width) => width > 300)
  await alone.getByRole('gridcell', { name: 'Layer 1, head 2' }).click()
  await alone.getByRole('application', { name: 'Picture sample.png, layer 1 head 2', exact: true }).waitFor()
  assert.deepEqual(problems, [])
})

test('damaged pictures, and models that take something else, get a sentence', async () => {
  const page = await openPicture('pictures')
  await shown(page, 'layer 4 head 1')
  await page.change({ key: { id: 'file:///damaged', version: 2 }, picture: await serve(page, 'damaged.png', Buffer.from('\x89PNG and then nothing', 'latin1')) })
  await page.hears('failed', { failure: { message: 'damaged.png is no picture that can be decoded here; open a PNG, JPEG, GIF, WebP or BMP file that is whole.', blame: 'input' } })
  await page.change({ key: { id: 'file:///text', version: 3 }, model: page.bundled('minilm'), picture: page.sample('pictures') })
  await page.hears('failed', { failure: { message: 'MiniLM takes texts and no pictures; choose a model that takes pictures.', blame: 'input' } })
})

test('every tab shows a picture’s tokens or says why not; axe finds nothing wrong in any theme', async () => {
  const page = await openPicture('captioner', {}, { width: 420, height: 1000 })
  await shown(page, 'cross 2 head 1')
  for (const theme of Object.keys(themes) as ThemeId[]) {
    await page.setTheme(theme)
    await noViolations(page.page, `the picture, ${theme}`)
    await page.everyTextStandsOut(`the picture, ${theme}`)
  }
  for (const view of ['Heatmap', 'Heads', 'Model', 'Layer', 'Steps', 'Context', 'Picture']) {
    await page.page.getByRole('tab', { name: view, exact: true }).click()
    await page.page.getByRole('tabpanel', { name: view }).waitFor()
    await noViolations(page.page, view)
  }
})
