import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ortRuntime } from '../../../cli/ortRuntime.ts'
import { openModel } from '../../../core/index.ts'
import { readRecording } from '../../../protocol/readRecording.ts'
import type { SessionState } from '../../../protocol/session.ts'
import { until } from '../../../scripts/workbench/until.ts'
import { fixtureFolder } from '../../core/model/fixtureFolder.ts'
import { browserPages } from './browserPage.ts'
import { noViolations } from './noViolations.ts'
import type { PageUnderTest } from './pageUnderTest.ts'
import { themes, type ThemeId } from './themes.ts'

const open = browserPages()
const text = 'the cat sat on the mat and the dog sat on it.'
const folder = 'gpt2-optimum_past-eager'

async function openDecoder(part: Partial<SessionState> = {}): Promise<PageUnderTest> {
  const page = await open({ width: 900, height: 1000 })
  page.session = page.newSession(text, { model: page.fixture(folder), choice: { layer: 1, head: 0 }, ...part })
  await page.open('tab', 'dark')
  await page.shown('layer 2 head 1')
  await page.page.getByRole('tab', { name: 'Predictions', exact: true }).click()
  await page.page.getByRole('toolbar', { name: 'Tokens by surprisal' }).waitFor()
  return page
}

const tokensOf = (page: PageUnderTest) => page.page.getByRole('toolbar', { name: 'Tokens by surprisal' }).getByRole('button')

test('each token says its surprisal, probability and rank as the model gives them on the command line', async () => {
  const model = await openModel(fixtureFolder(folder), ortRuntime())
  const { tokens, vocabulary } = await model.predict(model.encode(text), { count: 10 })
  const page = await openDecoder({ focus: [3] })
  const buttons = tokensOf(page)
  assert.equal(await buttons.count(), tokens.length + 1)
  assert.match((await buttons.nth(0).getAttribute('aria-label'))!, /no surprisal, because nothing comes before it/)
  for (const [at, { surprisal }] of tokens.entries()) {
    const said = (await buttons.nth(at + 1).getAttribute('aria-label'))!
    const bits = Number(/: ([\d.]+) bits/.exec(said)![1])
    assert.ok(Math.abs(bits - surprisal) < 0.006, `${said}: ${surprisal}`)
  }
  const mean = tokens.reduce((sum, { surprisal }) => sum + surprisal, 0) / tokens.length
  const said = await page.page.getByRole('status').filter({ hasText: 'Mean surprisal' }).innerText()
  assert.ok(said.includes(`Mean surprisal ${mean.toFixed(2)} bits over ${tokens.length} tokens`), said)
  assert.ok((await page.page.getByText(/a blind guess among/).innerText()).includes(String(vocabulary)))
  const rows = page.page.getByRole('region', { name: /^In place of/ }).getByRole('row')
  const expected = tokens[2]!
  assert.equal(await rows.count(), expected.rank < 10 ? 10 : 11)
  const first = await rows.first().innerText()
  assert.ok(first.includes((100 * expected.likeliest[0]!.probability).toFixed(1)), first)
  await model.dispose()
})

test('the keyboard walks from token to token, and to the next above the mean; a pick is the host’s focus', async () => {
  const page = await openDecoder({ focus: [1] })
  await tokensOf(page).nth(1).focus()
  await page.page.keyboard.press('ArrowRight')
  await page.hears('focus', { token: 2 })
  await page.page.keyboard.press('End')
  await page.hears('focus', { token: await tokensOf(page).count() - 1 })
  await page.page.getByText('Nothing stands here: it is what the model would write next.').waitFor()
  await page.page.keyboard.press('Home')
  await page.page.keyboard.press('ArrowDown')
  const bits = await tokensOf(page).evaluateAll((all) => all.map((each) => Number(/: ([\d.]+) bits/.exec(each.getAttribute('aria-label')!)?.[1] ?? NaN)))
  const known = bits.filter((each) => !Number.isNaN(each))
  const mean = known.reduce((sum, each) => sum + each, 0) / known.length
  await page.hears('focus', { token: bits.findIndex((each) => each > mean) })
})

test('what the model writes on is what a generation gives, greedy and drawn; it is accepted or thrown away', async () => {
  const model = await openModel(fixtureFolder(folder), ortRuntime())
  const page = await openDecoder()
  const region = page.page.getByRole('region', { name: 'Write on' })
  const written = () => region.getByRole('group', { name: 'What the model wrote' }).getByRole('button')
  const write = async () => {
    await region.getByRole('combobox', { name: 'Tokens to write' }).click()
    await page.page.getByRole('option', { name: '5', exact: true }).click()
    await region.getByRole('button', { name: 'Write 5 tokens' }).click()
    await until('five tokens', () => written().count(), (count) => count === 5, 30)
    await region.getByRole('button', { name: 'Insert into the Document' }).waitFor()
  }
  const accepted = async () => {
    const before = page.ofType('accept').length
    await region.getByRole('button', { name: 'Insert into the Document' }).click()
    await until('the text', () => Promise.resolve(page.ofType('accept').length), (count) => count > before)
    return page.ofType('accept').at(-1)!.text
  }
  await write()
  const greedy = await model.generate(model.encode(text), { maxNewTokens: 5 })
  assert.equal(await accepted(), greedy.text)
  await region.getByRole('button', { name: 'Throw Away' }).click()
  await until('nothing written', () => written().count(), (count) => count === 0)

  await region.getByRole('slider', { name: 'Temperature' }).fill('1.2')
  await region.getByRole('spinbutton', { name: 'Top-k' }).fill('9')
  await region.getByRole('spinbutton', { name: 'Top-k' }).press('Tab')
  await region.getByRole('slider', { name: 'Top-p' }).fill('0.9')
  await region.getByRole('spinbutton', { name: 'Seed' }).fill('7')
  await region.getByRole('spinbutton', { name: 'Seed' }).press('Tab')
  await region.getByText(/tokens can be drawn/).waitFor()
  const rows = await region.getByRole('table').getByRole('row').allInnerTexts()
  assert.equal(rows.slice(1).filter((row) => /cut by top-[kp]/.test(row)).length >= 1, true, rows.join('|'))
  await write()
  const drawn = await model.generate(model.encode(text), { maxNewTokens: 5, temperature: 1.2, topK: 9, topP: 0.9, seed: 7 })
  assert.equal(await accepted(), drawn.text)
  await model.dispose()
})

test('an encoder has no such tab, a target has one, and the overlay in the editor is fed', async () => {
  const page = await open({ width: 700, height: 900 })
  page.session = page.newSession(text, { surprisal: true })
  await page.open('tab', 'dark')
  await page.shown('layer 3 head 5')
  assert.equal(await page.page.getByRole('tab', { name: 'Predictions' }).count(), 0)
  await page.change({ key: { id: 'b', version: 2 }, model: page.fixture('marian-optimum-sdpa-plain', 'pairs'), choice: { layer: 'mean', head: 'mean' } })
  await page.page.getByRole('tab', { name: 'Predictions', exact: true }).click()
  await until('the table', () => Promise.resolve(page.ofType('predicted').length), (count) => count === 1, 30)
  const [{ table }] = page.ofType('predicted') as [ReturnType<typeof page.ofType<'predicted'>>[0]]
  const { tokens } = page.ofType('analysed').at(-1)!.analysis
  assert.deepEqual([table.first, table.count], [tokens.filter(({ segment }) => segment === 0).length, tokens.filter(({ segment }) => segment === 1).length])
  await page.page.getByRole('heading', { name: /^How the next token is drawn after/ }).waitFor()
  await page.page.getByRole('tab', { name: 'Heatmap', exact: true }).click()
  await page.page.getByText('Written: always the likeliest token').click()
  await page.page.getByRole('slider', { name: 'Temperature' }).fill('0.8')
  await page.page.getByRole('button', { name: 'Write It Again' }).click()
  await until('the wish', () => Promise.resolve(page.ofType('sample').at(-1)?.sampling.temperature), (temperature) => temperature === 0.8)
  await page.change({ key: { id: 'b', version: 3 }, sampling: page.ofType('sample').at(-1)!.sampling })
  await page.page.getByText('Written: temperature 0.80, seed 1').waitFor()
})

test('axe finds nothing wrong in what was predicted and written, in any theme, and all of it is within 240 px', async () => {
  const page = await open({ width: 420, height: 900 })
  page.session = page.newSession(text, { model: page.fixture(folder), choice: { layer: 1, head: 0 }, focus: [3] })
  await page.open('view', 'dark')
  await page.shown('layer 2 head 1')
  await page.page.getByRole('tab', { name: 'Predictions', exact: true }).click()
  await page.page.getByRole('slider', { name: 'Temperature' }).fill('1')
  await page.page.getByRole('slider', { name: 'Top-p' }).fill('0.5')
  await page.page.getByRole('button', { name: 'Write 20 tokens' }).click()
  await page.page.getByRole('button', { name: 'Insert into the Document' }).waitFor()
  for (const theme of Object.keys(themes) as ThemeId[]) {
    await page.setTheme(theme)
    await noViolations(page.page, `predictions, ${theme}`)
  }
  await page.page.setViewportSize({ width: 240, height: 900 })
  await page.page.waitForTimeout(400)
  await until('within the page', () => page.page.evaluate(() => document.documentElement.scrollWidth - innerWidth), (beyond) => beyond <= 0, 5)
})

test('it is exported as a table, a drawing and a picture, and a recording has it without its model', async () => {
  const page = await openDecoder({ focus: [2] })
  const save = async (format: 'csv' | 'svg' | 'png' | 'session') => {
    const { name, bytes } = await page.exported(format)
    return { name, text: bytes.toString() }
  }
  const csv = await save('csv')
  assert.equal(csv.name, 'sample surprisal.csv')
  const rows = csv.text.trim().split('\r\n').filter((line) => !line.startsWith('#'))
  assert.match(rows[0]!, /^token,surprisal \(bits\),probability,rank,likeliest 1,probability 1/)
  assert.equal(rows.length, await tokensOf(page).count() + 1)
  const [, bits, probability] = rows[3]!.split(',')
  assert.ok(Math.abs(Number(bits) + Math.log2(Number(probability))) < 1e-4)
  assert.match((await save('svg')).text, /surprisal; mean [\d.]+ bits, perplexity/)
  assert.match((await save('png')).text.slice(1, 4), /PNG/)
  const read = readRecording((await save('session')).text, 'x', (text) => text)
  assert.ok('recording' in read && read.recording.analysis.predicts)
  assert.equal(read.recording.predictions!.count, rows.length - 1)
})
