import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { readRecording } from '../../../protocol/readRecording.ts'
import { browserPages } from './browserPage.ts'
import type { PageUnderTest } from './pageUnderTest.ts'

const open = browserPages()
const words = ['the', 'cat', 'sat', 'on', 'a', 'mat', 'and', 'saw', 'it', 'go']
const text = Array.from({ length: 500 }, (_, at) => words[(at * 7 + at % 3) % words.length]!).join(' ')
let page: PageUnderTest

before(async () => {
  page = await open({ width: 900, height: 900 })
  page.session = page.newSession(text, { title: 'long.txt' })
  await page.open('tab', 'light')
  await page.page.getByRole('application', { name: 'Attention heatmap, layer 3 head 5', exact: true }).waitFor({ timeout: 120_000 })
})

test('a large picture is embedded in the drawing, with its labels as text', async () => {
  const svg = (await page.exported('svg')).bytes.toString()
  assert.match(svg, /<image width="\d+" height="\d+" [^>]*xlink:href="data:image\/png;base64,/)
  assert.ok([...svg.matchAll(/<text /g)].length > 100)
  assert.ok(svg.length < 3_000_000, String(svg.length))
  const png = (await page.exported('png')).bytes
  assert.ok(png.readUInt32BE(16) >= 4000, 'sharp')
})

test('of more weights than can be recorded, those that are shown are, and the person is told', async () => {
  const before = page.ofType('tell').length
  const read = readRecording((await page.exported('session')).bytes.toString(), 'long.gaze.json', (sentence) => sentence)
  assert.ok('recording' in read, JSON.stringify(read))
  const { layers, slices } = read.recording
  assert.equal(layers, null)
  assert.deepEqual(slices.map(({ choice }) => choice), [{ layer: 2, head: 4 }])
  const [told] = page.ofType('tell').slice(before)
  assert.deepEqual(told, { type: 'tell', message: 'The weights of all heads are too large to be recorded: the file shows the heads that are shown now, and no others.', failed: false })
})
