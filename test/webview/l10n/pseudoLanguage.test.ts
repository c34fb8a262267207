import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { until } from '../../../scripts/workbench/until.ts'
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
    const all = (root: ParentNode): string[] => [...root.querySelectorAll('*')].flatMap((element) => [
      ...spoken.map((name) => element.getAttribute(name) ?? ''),
      ...[...element.childNodes].filter((node) => node.nodeType === 3 && element.localName !== 'style').map((node) => node.textContent ?? ''),
      ...(element.shadowRoot ? all(element.shadowRoot) : []),
    ])
    return all(document.querySelector('token-gaze-app')!.shadowRoot!)
  })
  return [...new Set(said.flatMap((each) => [...each.matchAll(/[A-Za-z]+/g)].map(([word]) => word)))].filter((word) => !names.has(word))
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
  await page.change({ key: { id: 'file:///sample', version: 2 }, model: { ...model, label: '①' }, focus: [3], pinned: [4], stale: true })
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
