import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SessionState } from '../../../protocol/session.ts'
import { until } from '../../../scripts/workbench/until.ts'
import { browserPages } from './browserPage.ts'
import { noViolations } from './noViolations.ts'
import type { PageUnderTest } from './pageUnderTest.ts'

const open = browserPages()
const text = 'The cat sat on the mat.'

async function openPair(part: Partial<SessionState>): Promise<PageUnderTest> {
  const page = await open({ width: 900, height: 900 })
  page.session = page.newSession(text, { model: page.fixture('marian-optimum-sdpa-plain', 'pairs'), choice: { layer: 'mean', head: 'mean' }, ...part })
  await page.open('tab', 'dark')
  await page.shown('cross 2 average')
  return page
}

const slicesOf = (page: PageUnderTest) => page.ofType('slice').map(({ slice }) => slice)

test('a target is generated, and cross-attention shown from its tokens to the source’s', async () => {
  const page = await openPair({})
  const [{ analysis }] = page.ofType('analysed') as [ReturnType<typeof page.ofType<'analysed'>>[0]]
  const source = analysis.tokens.filter(({ segment }) => segment === 0).length
  assert.equal(analysis.target?.generated, true)
  assert.deepEqual(analysis.layers.map(({ name }) => name), ['encoder.0', 'encoder.1', 'decoder.0', 'decoder.1', 'cross.0', 'cross.1'])
  const cross = slicesOf(page).at(-1)!
  assert.deepEqual([cross.firstQuery, cross.queries, cross.firstKey, cross.keys], [source + 1, analysis.tokens.length - source - 1, 0, source])
  for (let row = 0; row < cross.queries; row++) {
    const sum = cross.weights.subarray(row * source, (row + 1) * source).reduce((all, weight) => all + weight, 0)
    assert.ok(Math.abs(sum - 1) < 1e-3, `row ${row} sums to ${sum}`)
  }
  const bar = page.page.getByRole('group', { name: 'Translation' })
  assert.equal(await bar.getByRole('button').count(), analysis.tokens.filter(({ segment, special }) => segment === 1 && !special).length)
  await bar.getByRole('button').first().click()
  await page.hears('focus', { token: source + 1 })
})

test('the layers of the three families are named, and the target can be given', async () => {
  const page = await openPair({ target: 'the cat' })
  const [{ analysis }] = page.ofType('analysed') as [ReturnType<typeof page.ofType<'analysed'>>[0]]
  assert.deepEqual(analysis.target, { text: 'the cat', generated: false })
  const count = analysis.tokens.length
  const source = analysis.tokens.filter(({ segment }) => segment === 0).length
  for (const [option, said, place] of [
    ['Decoder 1', 'decoder 1 average', [source, count - source, source, count - source]], ['Encoder 2', 'encoder 2 average', [0, source, 0, source]],
  ] as const) {
    await page.page.getByRole('combobox', { name: 'Layer', exact: true }).click()
    await page.page.getByRole('option', { name: option, exact: true }).click()
    await page.shown(said)
    const slice = slicesOf(page).at(-1)!
    assert.deepEqual([slice.firstQuery, slice.queries, slice.firstKey, slice.keys], place)
  }
  await page.page.getByRole('button', { name: 'Change…' }).click()
  await page.hears('command', { command: 'giveTarget' })
})

test('layers of one kind are pooled, and rollout is of the encoder', async () => {
  const page = await openPair({ target: 'the cat' })
  const pick = async (picker: string, option: string) => {
    await page.page.getByRole('combobox', { name: picker, exact: true }).click()
    await page.page.getByRole('option', { name: option, exact: true }).click()
  }
  const heads: number[][] = []
  for (const layer of [4, 5]) {
    await page.change({ choice: { layer, head: 'mean' } })
    await page.shown(`cross ${layer - 3} average`)
    heads.push([...slicesOf(page).at(-1)!.weights])
  }
  const one = slicesOf(page).at(-1)!
  await pick('Layer', 'All cross layers: Average')
  await page.shown('all cross layers average')
  const all = slicesOf(page).at(-1)!
  assert.deepEqual([all.firstQuery, all.queries, all.firstKey, all.keys], [one.firstQuery, one.queries, one.firstKey, one.keys])
  all.weights.forEach((weight, at) => { assert.ok(Math.abs(weight - (heads[0]![at]! + heads[1]![at]!) / 2) < 1e-6) })
  await pick('Layer', 'Encoder 2')
  await pick('Measure', 'Rollout')
  await page.shown('rollout to encoder 2')
  const rolled = slicesOf(page).at(-1)!
  assert.equal(rolled.queries, rolled.keys)
  assert.ok(Math.abs(rolled.weights.subarray(0, rolled.keys).reduce((sum, weight) => sum + weight, 0) - 1) < 1e-4)
  await pick('Layer', 'Cross 1')
  await page.page.getByRole('alert').getByText(/choose an encoder layer, or weights or norms/).waitFor()
})

test('the keyboard walks over a rectangle, and says which token of one text attends to which of the other', async () => {
  const page = await openPair({ target: 'the cat' })
  const { tokens } = page.ofType('analysed')[0]!.analysis
  const slice = slicesOf(page).at(-1)!
  await page.heatmap.focus()
  for (const key of ['ArrowDown', 'Control+Home']) await page.page.keyboard.press(key)
  const [weight] = slice.weights
  await page.page.locator('[aria-live]').getByText(new RegExp(`^\\S+ attends to \\S+, ${weight!.toFixed(3)}$`)).waitFor({ state: 'attached' })
  await page.hears('analysed', {})
  assert.ok(tokens[slice.firstQuery!]!.segment === 1)
})

test('the head view of cross-attention has the target on the left and the source on the right', async () => {
  const page = await openPair({ target: 'the cat' })
  const { tokens } = page.ofType('analysed')[0]!.analysis
  const slice = slicesOf(page).at(-1)!
  await page.page.getByRole('tab', { name: 'Heads', exact: true }).click()
  const heads = page.page.getByRole('application', { name: 'Head view, cross 2 average' })
  const box = (await heads.boundingBox())!
  const rowHeight = box.height / Math.max(slice.queries, slice.keys)
  await heads.click({ position: { x: 4, y: rowHeight / 2 } })
  await page.hears('focus', { token: slice.firstQuery! })
  assert.equal(await page.page.getByRole('combobox', { name: 'Sentence pair' }).count(), 0, 'there is one direction only')
  await heads.click({ position: { x: box.width - 4, y: rowHeight / 2 } })
  await page.hears('focus', { token: 0 })
  await heads.focus()
  for (const key of ['Home', 'End']) await page.page.keyboard.press(key)
  await page.page.keyboard.press('Enter')
  await page.hears('focus', { token: tokens.length - 1 })
})

test('what is pointed at is marked in the chosen thumbnail, which has the shape of its texts', async () => {
  const page = await openPair({ target: 'the cat' })
  await page.change({ choice: { layer: 5, head: 0 } })
  await page.shown('cross 2 head 1')
  const { queries, keys } = slicesOf(page).at(-1)!
  const point = await page.cellPoint(0, keys - 1)
  await page.page.mouse.move(point.x, point.y)
  const marks = page.page.locator('gaze-thumbnails .marks')
  const marked = () => marks.evaluate((element) => {
    const canvas = element as HTMLCanvasElement
    const { data, width } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
    const painted = [...Array(data.length / 4).keys()].filter((at) => data[4 * at + 3]! > 0)
    const middle = (of: number[]) => (Math.min(...of) + Math.max(...of) + 1) / 2
    const { left, top } = canvas.getBoundingClientRect()
    return painted.length === 0 ? null : { x: left + middle(painted.map((at) => at % width)) / devicePixelRatio, y: top + middle(painted.map((at) => Math.floor(at / width))) / devicePixelRatio }
  })
  const mark = (await until('a mark', marked, (found) => found !== null))!
  const box = (await page.page.locator('gaze-thumbnails [data-at="5.0"]').boundingBox())!
  const cell = box.width / Math.max(queries, keys)
  assert.ok(Math.abs(mark.x - box.x - (keys - 0.5) * cell) < 1.5 && Math.abs(mark.y - box.y - 0.5 * cell) < 1.5, JSON.stringify({ mark, box, queries, keys }))
})

test('the target is gone through word by word: what was read, what was looked at, what was likeliest', async () => {
  const page = await openPair({ target: 'the cat' })
  const [{ analysis: { tokens } }] = page.ofType('analysed') as [ReturnType<typeof page.ofType<'analysed'>>[0]]
  const slice = slicesOf(page).at(-1)!
  await page.page.getByRole('button', { name: 'Word by word', exact: true }).click()
  const steps = page.page.getByRole('toolbar', { name: 'Writing, word by word' })
  await steps.getByText(/^Before the first of \d+ words$/).waitFor()
  await steps.getByRole('button', { name: 'Next word' }).click()
  await page.hears('focus', { token: slice.firstQuery! })
  const said = page.page.getByRole('status').filter({ hasText: /^Word 1, / })
  const row = [...slice.weights.subarray(0, slice.keys)].map((weight, key) => ({ weight, key })).filter(({ key }) => !tokens[key]!.special)
  const strongest = row.sort((a, b) => b.weight - a.weight)[0]!
  await said.getByText(strongest.weight.toFixed(3)).waitFor({ state: 'attached' })
  const likeliest = page.page.locator('gaze-writing ol li .number')
  await likeliest.first().waitFor()
  const shares = (await likeliest.allInnerTexts()).map(Number)
  assert.ok(shares.length >= 5 && shares.slice(0, 5).every((share, at) => share <= 1 && share <= (shares[at - 1] ?? 1)), String(shares))
  await steps.getByRole('button', { name: 'Next word' }).focus()
  await page.page.keyboard.press('ArrowRight')
  await page.hears('focus', { token: slice.firstQuery! + 1 })
  await page.page.getByRole('status').filter({ hasText: /^Word 2, / }).waitFor({ state: 'attached' })
  for (const theme of ['light', 'hcBlack'] as const) {
    await page.setTheme(theme)
    await noViolations(page.page, `word by word, ${theme}`)
  }
})

test('every view of a pair shows something or says why not', async () => {
  const page = await open({ width: 900, height: 900 })
  page.session = page.newSession(text, { model: page.fixture('marian-optimum-sdpa-plain', 'pairs'), choice: { layer: 5, head: 0 }, target: 'the cat' })
  await page.open('tab', 'light')
  await page.shown('cross 2 head 1')
  for (const view of ['Heads', 'Model', 'Layer', 'Steps', 'Context', 'Heatmap']) {
    await page.page.getByRole('tab', { name: view, exact: true }).click()
    await page.page.getByRole('tabpanel', { name: view }).waitFor()
  }
})
