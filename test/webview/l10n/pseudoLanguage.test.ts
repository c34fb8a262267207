import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import type { SessionState } from '../../../protocol/session.ts'
import { tourStops } from '../../../protocol/tour.ts'
import { until } from '../../../scripts/workbench/until.ts'
import { stopPlan, turnOf } from '../../../src/tour/tourPlan.ts'
import { browserPages } from '../page/browserPage.ts'
import type { PageUnderTest } from '../page/pageUnderTest.ts'
import { pseudo } from './translations.ts'

const open = browserPages()
/** Tokens without letters, so that every letter on the page is the page's own. */
const text = '1 + 2 = 3; 4 * (5 - 6) <= 7'
/** Names, which are the same in every language. */
const names = new Set(['CLS', 'SEP', 'WASM', 'WebGPU', 'viridis', 'cividis', 'PNG', 'SVG', 'CSV', 'JSON', 'NPZ', 'HTML'])
let page: PageUnderTest

/** Words in English letters that are seen, or read aloud. */
async function english(): Promise<string[]> {
  const said = await page.page.evaluate(() => {
    const spoken = ['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'title', 'placeholder', 'alt']
    // Formulas and the names in them are those of the field.
    const all = (root: ParentNode): string[] => [...root.querySelectorAll('*')].flatMap((element) => element.matches('gaze-formula, i, sub') ? [] : [
      ...spoken.map((name) => element.getAttribute(name) ?? ''),
      ...[...element.childNodes].filter((node) => node.nodeType === 3 && element.localName !== 'style').map((node) => node.textContent ?? ''),
      ...(element.shadowRoot ? all(element.shadowRoot) : []),
    ])
    return all(document.querySelector('token-gaze-app')!.shadowRoot!)
  })
  return [...new Set(said.flatMap((each) => [...each.replaceAll('Token Gaze', '').matchAll(/(?<!\d)[A-Za-z]+/g)].map(([word]) => word)))].filter((word) => !names.has(word))
}

before(async () => {
  page = await open({ width: 700, height: 900 })
  await page.open('tab', 'dark', 'qps-ploc')
})

test('before anything is analysed', async () => {
  await page.page.getByRole('button', { name: pseudo('Show Attention'), exact: true }).waitFor()
  assert.deepEqual(await english(), [])
})

test('a failure of the worker', async () => {
  page.session = page.newSession(text, { model: { ...page.newSession(text).model, label: '①' } })
  page.session = { ...page.session, model: { ...page.session.model, files: page.session.model.files.map((file) => ({ ...file, sha256: '0' })) } }
  await page.sendState()
  await page.page.getByRole('alert').waitFor()
  const failure = page.ofType('failed').at(-1)!.failure.message
  assert.ok(failure.includes(pseudo('is damaged: its')), failure)
})

test('every view of an analysis, and its notices', async () => {
  const { model } = page.newSession(text)
  await page.change({ key: { id: 'file:///sample', version: 2 }, title: '②', model: { ...model, label: '①' }, focus: [3], pinned: [4], stale: true })
  await page.page.getByRole('tablist').waitFor()
  const tabs = await page.page.getByRole('tab').all()
  assert.ok(tabs.length >= 4)
  for (const tab of tabs) {
    await tab.click()
    const name = await tab.textContent()
    await page.page.getByRole('tabpanel', { name: name!.trim(), exact: true }).waitFor()
    await until(`${name} without English`, english, (found) => found.length === 0, 10)
  }
})

test('every step of the step-through', async () => {
  await page.page.getByRole('tab', { name: pseudo('Steps'), exact: true }).click()
  await page.page.getByRole('grid').first().waitFor()
  for (const step of await page.page.locator('.stepper button').all()) {
    await step.click()
    await until(`${await step.getAttribute('aria-label')} without English`, english, (found) => found.length === 0, 10)
  }
})

test('what is made of several heads, the other direction, special tokens left out, groups', async () => {
  await page.page.getByRole('tab', { name: pseudo('Heatmap'), exact: true }).click()
  const { tokens } = page.ofType('analysed').at(-1)!.analysis
  const states: Partial<SessionState>[] = [
    { direction: 'attendedBy' }, { special: 'hide' }, { special: 'renormalise' },
    { choice: { layer: 2, head: 'max' } }, { choice: { layer: 'mean', head: 'mean' } }, { choice: { layer: 3, head: 2, measure: 'norms' } },
    { choice: { layer: 3, head: 'mean', measure: 'rollout' } }, { choice: { layer: 1, head: 'mean', measure: 'flow' } },
    { choice: { layer: 2, head: 4 }, grouping: 'words', groups: tokens.map((_, token) => ({ label: String(token), tokens: [token] })) },
  ]
  for (const state of states) {
    const slices = page.ofType('slice').length
    await page.change(state)
    if (state.choice) await until('the slice', () => Promise.resolve(page.ofType('slice').length), (count) => count > slices)
    await until(`${JSON.stringify(state)} without English`, english, (found) => found.length === 0, 10)
  }
})

test('every stop of the tour, over a text whose words are not ours', async () => {
  const own = new Set<string>()
  for (const stop of tourStops) {
    const { sample, choice } = stopPlan(stop)
    const words = readFileSync(`media/tour/${sample}`, 'utf8').trimEnd()
    const version = page.session!.key.version + 1
    const { model } = page.session!
    page.session = page.newSession(words, { key: { id: 'file:///sample', version }, title: '②', model, choice, focus: [2], tour: stop })
    await page.sendState()
    await page.send(turnOf(stop))
    await page.page.getByRole('region', { name: pseudo('Guided tour'), exact: true }).waitFor()
    for (const word of words.match(/[A-Za-z]+/g)!) own.add(word).add(word.toLowerCase())
    await until(`${stop} without English`, async () => (await english()).filter((word) => !own.has(word)), (found) => found.length === 0, 20)
  }
})

test('a picture, whose labels are the model’s, and why there is nothing over it', async () => {
  const version = page.session!.key.version + 1
  const labels = JSON.parse(readFileSync('media/models/pictures/config.json', 'utf8')) as { readonly id2label: Readonly<Record<string, string>> }
  const own = new Set(Object.values(labels.id2label).flatMap((label) => label.split(' ')))
  page.session = page.newSession('', {
    key: { id: 'file:///picture', version }, title: '③', model: { ...page.bundled('pictures'), label: '①' },
    picture: { ...page.sample('pictures'), name: '③' }, choice: { layer: 3, head: 0 }, focus: [0],
  })
  await page.sendState()
  await page.send({ type: 'show', view: 'picture' })
  for (const focus of [[0], [3, 4], []]) {
    await page.change({ focus })
    await page.page.getByRole('application', { name: /③/ }).waitFor()
    await until(`${JSON.stringify(focus)} without English`, async () => (await english()).filter((word) => !own.has(word)), (found) => found.length === 0, 10)
  }
})
