import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Group } from '../../../protocol/groups.ts'
import { until } from '../../../scripts/workbench/until.ts'
import { browserPages } from './browserPage.ts'
import type { PageUnderTest } from './pageUnderTest.ts'

const open = browserPages()
const text = 'def total(items):\n    sum = 0\n    for item in items:\n        sum += item.price\n    return sum\n'

async function openAt(text: string, theme: 'dark' | 'light' = 'dark', size = { width: 420, height: 900 }): Promise<PageUnderTest> {
  const page = await open(size)
  page.session = page.newSession(text)
  await page.open('view', theme)
  await page.shown('layer 3 head 5')
  return page
}

function pickIn({ page }: PageUnderTest) {
  return async (name: string, option: string): Promise<void> => {
    await page.getByRole('combobox', { name, exact: true }).click()
    await page.getByRole('option', { name: option, exact: true }).click()
  }
}

test('each measure is drawn, with a sentence on what it tells and a legend that calls no share what is none', async () => {
  const page = await openAt(text)
  const pick = pickIn(page)
  await page.change({ focus: [9] })
  const says = (words: RegExp) => page.page.getByRole('status').filter({ hasText: words }).waitFor()
  await says(/^How this head divides each token’s attention/)
  await page.page.getByText('special tokens', { exact: true }).waitFor()
  await pick('Measure', 'Norms')
  await page.shown('layer 3 head 5 norms')
  await says(/heads may cancel each other out; not shares\.$/)
  await page.page.getByText(/^norm, not a share; square-root scale$/).waitFor()
  await page.page.getByText('special tokens at most', { exact: true }).waitFor()
  await pick('Head', 'All heads')
  await page.shown('layer 3 norms')
  await pick('Measure', 'Rollout')
  await page.shown('rollout to layer 3')
  await says(/knows neither values nor what heads do apart\.$/)
  await until('no choice of heads', () => page.page.getByRole('combobox', { name: 'Head', exact: true }).getAttribute('aria-disabled'), (value) => value === 'true')
  await pick('Layer', 'Layer 2')
  await pick('Measure', 'Flow')
  await page.shown('flow to layer 2')
  await pick('Measure', 'Weights')
  await pick('Head', 'Max')
  await page.shown('layer 2 maximum')
  await page.page.getByText(/^weight, not a share; square-root scale$/).waitFor()
  await pick('Layer', 'Min')
  await page.shown('minimum over layers of the maximum of heads')
})

test('the pickers are worked by the keyboard', async () => {
  const page = await openAt(text)
  await page.page.getByRole('combobox', { name: 'Measure', exact: true }).focus()
  for (const key of ['Enter', 'ArrowDown', 'Enter']) await page.page.keyboard.press(key)
  await page.shown('layer 3 head 5 norms')
  await page.page.getByRole('button', { name: 'Grouping: Tokens', exact: true }).focus()
  await page.page.keyboard.press('Enter')
  await page.hears('command', { command: 'chooseGrouping' })
})

test('flow that would take too long is refused with the limit, and any other choice goes on', async () => {
  const page = await openAt(readFileSync('test/fixtures/minilm/paragraph.txt', 'utf8'))
  const pick = pickIn(page)
  await pick('Layer', 'Layer 6')
  await page.shown('layer 6 head 5')
  await pick('Measure', 'Flow')
  await page.page.getByRole('alert').getByText(/for at most \d+ tokens, not \d+; choose rollout, an earlier layer or a shorter text\.$/).waitFor()
  await pick('Measure', 'Rollout')
  await page.shown('rollout to layer 6')
  await page.page.getByRole('alert').waitFor({ state: 'detached' })
})

test('rows and columns are the groups that the host has, in every view', async () => {
  const page = await openAt(text)
  const { tokens } = page.ofType('analysed')[0]!.analysis
  const lines = [...new Set(tokens.map(({ special, start }, index) => (special ? -1 - index : text.slice(0, start).split('\n').length)))]
  const groups = lines.map((line): Group => {
    const members = tokens.flatMap(({ special, start }, index) => ((special ? -1 - index : text.slice(0, start).split('\n').length) === line ? [index] : []))
    return { label: members.length > 1 ? text.split('\n')[line - 1]!.trim() : tokens[members[0]!]!.text, tokens: members }
  })
  const whole = page.ofType('slice')[0]!.slice
  await page.change({ grouping: 'lines', groups, focus: [3] })
  await page.page.getByRole('button', { name: 'Grouping: Lines', exact: true }).waitFor()
  await page.page.getByText(`${groups.length} lines`, { exact: true }).waitFor()
  const rows = page.page.getByRole('list', { name: 'Strongest' }).getByRole('listitem')
  const shown = await until('a row a line', () => rows.evaluateAll((items) => items.map((item) => [item.querySelector('.token')?.textContent, item.querySelector('.number')?.textContent])),
    (found) => found.length === groups.length - 2 && found.every(([label]) => groups.some((group) => group.label === label)))
  const sum = (key: Group) => groups[3]!.tokens.reduce((total, query) =>
    total + key.tokens.reduce((row, token) => row + whole.weights[query * whole.keys + token]!, 0), 0) / groups[3]!.tokens.length
  for (const [label, number] of shown) {
    const expected = sum(groups.find((group) => group.label === label)!)
    assert.ok(Math.abs(Number(number) - expected) < 6e-4, `${String(label)} ${String(number)} for ${String(expected)}`)
  }
  await page.page.getByRole('tab', { name: 'Heads', exact: true }).click()
  const canvas = page.page.getByRole('application', { name: 'Head view, layer 3 head 5', exact: true })
  await canvas.focus()
  for (const key of ['Home', 'ArrowDown']) await page.page.keyboard.press(key)
  await page.page.locator('[aria-live]').getByText(/^def total\(items\): attends to /).waitFor({ state: 'attached' })
  await page.page.keyboard.press('Enter')
  await page.hears('focus', { token: 1 })
  await page.page.getByRole('tab', { name: 'Layer', exact: true }).click()
  await page.page.getByRole('option', { name: 'Layer 3, head 7', exact: true }).waitFor()
  await page.page.getByRole('option', { name: 'Layer 3, head 7', exact: true }).getByText(/^(to )?0\.\d{3}$/).waitFor()
})
