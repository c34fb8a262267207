import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AttentionSlice, HeadChoice } from '../../../protocol/attention.ts'
import type { Group } from '../../../protocol/groups.ts'
import { readRecording } from '../../../protocol/readRecording.ts'
import { recordedEngine } from '../../../webview/replay/recordedEngine.ts'
import { browserPages } from './browserPage.ts'
import { openAlone } from './openAlone.ts'
import type { PageUnderTest } from './pageUnderTest.ts'

const open = browserPages()

const slicesOf = (page: PageUnderTest): AttentionSlice[] => page.ofType('slice').map(({ slice }) => slice)

async function shownOf(page: PageUnderTest, choice: HeadChoice, name: string): Promise<AttentionSlice> {
  await page.change({ choice })
  await page.shown(name)
  return slicesOf(page).at(-1)!
}

test('two texts in groups, recorded: every number is the model’s, with and without groups, also from an HTML file on disk', async (t) => {
  const page = await open({ width: 900, height: 900 })
  page.session = page.newSession('The cat sat on the mat.', { model: page.fixture('marian-optimum-sdpa-plain', 'pairs'), choice: { layer: 5, head: 1 }, target: 'the cat' })
  await page.open('tab', 'dark')
  await page.shown('cross 2 head 2')
  const [{ analysis: { tokens } }] = page.ofType('analysed') as [ReturnType<typeof page.ofType<'analysed'>>[0]]
  const cross = slicesOf(page).at(-1)!
  const decoder = await shownOf(page, { layer: 2, head: 0 }, 'decoder 1 head 1')

  // Two by two within each text; what the decoder begins with is alone.
  const source = tokens.filter(({ segment }) => segment === 0).length
  const twos = (from: number, to: number): Group[] => Array.from({ length: Math.ceil((to - from) / 2) }, (_, at) => {
    const own = [from + 2 * at, from + 2 * at + 1].filter((token) => token < to)
    return { label: own.map((token) => tokens[token]!.text).join(''), tokens: own }
  })
  const groups = [...twos(0, source), { label: tokens[source]!.text, tokens: [source] }, ...twos(source + 1, tokens.length)]
  await page.change({ choice: { layer: 5, head: 1 }, grouping: 'words', groups })
  for (let waited = 0; waited < 200 && slicesOf(page).at(-1)!.grouping !== 'words'; waited++) await page.page.waitForTimeout(50)
  const grouped = slicesOf(page).at(-1)!
  const ofSource = Math.ceil(source / 2)
  assert.deepEqual([grouped.firstQuery, grouped.queries, grouped.firstKey, grouped.keys], [ofSource + 1, groups.length - ofSource - 1, 0, ofSource])
  for (let row = 0; row < grouped.queries; row++) {
    const queries = groups[ofSource + 1 + row]!.tokens.map((token) => token - cross.firstQuery!)
    for (let column = 0; column < grouped.keys; column++) {
      const expected = queries.reduce((sum, query) => sum + groups[column]!.tokens.reduce((all, key) => all + cross.weights[query * cross.keys + key]!, 0), 0) / queries.length
      assert.ok(Math.abs(grouped.weights[row * grouped.keys + column]! - expected) < 1e-6)
    }
  }

  const read = readRecording((await page.exported('session')).bytes.toString(), 'a.gaze.json', (sentence) => sentence)
  assert.ok('recording' in read, JSON.stringify(read))
  const engine = recordedEngine(read.recording)
  const key = { id: 'recording', version: 1 }
  const options = { signal: new AbortController().signal, onProgress: () => undefined }
  const plain = (slice: AttentionSlice) => ({ ...slice, weights: [...slice.weights] })
  assert.deepEqual(plain(await engine.slice({ key, choice: cross.choice }, options)), plain(cross))
  assert.deepEqual(plain(await engine.slice({ key, choice: decoder.choice }, options)), plain(decoder))
  assert.deepEqual(plain(await engine.slice({ key, choice: cross.choice, grouping: 'words', groups }, options)), plain(grouped))
  const { entropy } = await engine.heads({ key }, options)
  assert.equal(entropy.length, read.recording.analysis.layers.reduce((sum, { heads }) => sum + heads, 0))

  const { page: alone, problems } = await openAlone(t, (await page.exported('html')).bytes)
  const heatmap = (head: string) => alone.getByRole('application', { name: `Attention heatmap, ${head}`, exact: true })
  await heatmap('cross 2 head 2').waitFor()
  await alone.getByRole('gridcell', { name: 'Encoder 1, head 1', exact: true }).click()
  await heatmap('encoder 1 head 1').waitFor()
  await alone.getByRole('gridcell', { name: 'Cross 1, head 1', exact: true }).click()
  await heatmap('cross 1 head 1').waitFor()
  await alone.getByRole('group', { name: 'Target' }).getByRole('button').first().click()
  await alone.getByRole('group', { name: 'Target' }).locator('button[aria-pressed=true]').waitFor()
  assert.deepEqual(problems, [])
})
