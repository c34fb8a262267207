import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Locator } from 'playwright-core'
import { until } from '../../scripts/workbench/until.ts'
import { analyseFile, assertShown, numbersIn, openOracle, waitForNumbers } from './oracle.ts'
import { sharedStage, type Stage } from './stage.ts'

const bank = openOracle('bank')
const open = sharedStage({ files: { 'oracle.txt': bank.text } })
/** Layer 4, head 6 as people count; the first token, `[CLS]`, is number 0. */
const [layer, head] = [3, 5]

/** Keys that are no special tokens, with their weights, strongest first. */
function strongest(query: number, count: number): number[] {
  return bank.row(`encoder.${layer}`, head, query).slice(1, -1).sort((a, b) => b - a).slice(0, count)
}

/** Analysed by the first test that needs it. */
async function analysed(t: Parameters<typeof open>[0]): Promise<Stage> {
  const it = await open(t)
  const shown = await it.workbench.statusItem('L4 H6').count() > 0
  if (!shown) await analyseFile(it, 'oracle.txt', layer + 1, head + 1)
  return it
}

test('heatmap: keys walk over the cells, and each says PyTorch\'s weight', async (t) => {
  const it = await analysed(t)
  await it.view.turnTo('Heatmap')
  await it.view.heatmap.focus()
  for (const key of ['Control+Home', 'Control+Home', 'ArrowDown', 'ArrowDown']) await it.page.keyboard.press(key)
  for (const key of [1, 2, 3, 4]) {
    await it.page.keyboard.press('ArrowRight')
    await waitForNumbers(`bank to token ${key}`, it.view.announcement.first(), [bank.row(`encoder.${layer}`, head, 2)[key]!])
  }
  await it.page.keyboard.press('End')
  await waitForNumbers('bank to [SEP]', it.view.announcement.first(), [bank.row(`encoder.${layer}`, head, 2).at(-1)!])
  await it.page.keyboard.press('Enter')
  await it.workbench.editor.waitForSources({ line: 1, column: 5, text: 'bank' })
  const rows = await it.view.strongest()
  assertShown('the list', rows.map(({ weight }) => weight), strongest(2, rows.length))
})

test('heads: keys walk over the tokens, lines of all heads come and go, a click goes to the editor', async (t) => {
  const it = await analysed(t)
  await it.view.turnTo('Heads')
  const lines = it.view.frame.getByRole('application', { name: 'Head view, layer 4 head 6', exact: true })
  await lines.focus()
  await it.page.keyboard.press('Home')
  for (const query of [1, 2, 3]) {
    await it.page.keyboard.press('ArrowDown')
    await waitForNumbers(`token ${query}`, it.view.announcement.first(), strongest(query, 3))
  }
  await it.view.frame.getByRole('button', { name: 'All heads' }).click()
  await until('twelve heads', () => it.view.frame.getByRole('button', { name: /^Head \d+$/, pressed: true }).count(), (count) => count === 12)
  await it.view.frame.getByRole('button', { name: 'Only the chosen' }).click()
  const box = (await lines.boundingBox())!
  await it.page.mouse.click(box.x + 20, box.y + (box.height * 4.5) / bank.tokens)
  await it.workbench.editor.waitForSources({ line: 1, column: 17, text: 'its' })
})

test('model: all heads, sorted by what they do, with the numbers of PyTorch\'s weights; keys and clicks choose', async (t) => {
  const it = await analysed(t)
  await it.view.turnTo('Model')
  const tiles = it.view.frame.getByRole('listbox', { name: /^All heads/ }).getByRole('option')
  await it.view.frame.getByRole('combobox', { name: 'Sort by', exact: true }).click()
  await it.view.frame.getByRole('option', { name: 'Entropy', exact: true }).click()
  await it.view.frame.getByRole('option', { name: /^Layer .* bits$/ }).first().waitFor()
  const names = await tiles.allInnerTexts()
  assert.equal(names.length, 72)
  const entropies = names.map((name) => {
    const [ofLayer, ofHead] = headIn(name)
    return entropy(ofLayer - 1, ofHead - 1)
  })
  names.forEach((name, place) => {
    assert.ok(Math.abs(numbersIn(name)[0]! - entropies[place]!) <= 0.0051, `${name} instead of ${entropies[place]!.toFixed(3)}`)
  })
  await tiles.nth(1).click()
  await it.page.keyboard.press('ArrowLeft')
  await it.page.keyboard.press('Enter')
  await it.workbench.statusItem(`L${headIn(names[0]!).join(' H')}`).waitFor()
  await it.view.frame.getByRole('option', { name: /^Layer 4, head 6,/ }).click()
  await it.workbench.statusItem('L4 H6').waitFor()
})

/** Layer and head in a name, as people count. */
function headIn(name: string): readonly [number, number] {
  const found = /^Layer (\d+), head (\d+)/.exec(name)
  assert.ok(found, `${name} names a head`)
  return [Number(found[1]), Number(found[2])]
}

function entropy(ofLayer: number, ofHead: number): number {
  const rows = Array.from({ length: bank.tokens }, (_, query) => bank.row(`encoder.${ofLayer}`, ofHead, query))
  return rows.flat().reduce((sum, weight) => sum - (weight > 0 ? weight * Math.log2(weight) : 0), 0) / bank.tokens
}

test('layer: pointing at a pair gives its weight in each head', async (t) => {
  const it = await analysed(t)
  await it.view.turnTo('Layer')
  const tile = (number: number): Locator => it.view.frame.getByRole('option', { name: `Layer 4, head ${number}`, exact: true })
  await tile(1).scrollIntoViewIfNeeded()
  await tile(1).getByText(/\d\.\d{3}$/).waitFor()
  const box = (await tile(1).locator('canvas').boundingBox())!
  const [query, key] = [6, 3]
  await it.page.mouse.move(box.x + (box.width * (key + 0.5)) / bank.tokens, box.y + (box.height * (query + 0.5)) / bank.tokens)
  for (const number of [1, 2]) {
    await waitForNumbers(`head ${number}`, tile(number), [bank.row(`encoder.${layer}`, number - 1, query)[key]!])
  }
  await tile(6).click()
  await it.workbench.statusItem('L4 H6').waitFor()
})

test('context: the two banks\' cosines after each layer are PyTorch\'s', async (t) => {
  const it = await analysed(t)
  await it.workbench.editor.caretTo({ line: 1, column: 6 })
  await it.workbench.editor.waitForSources({ line: 1, column: 5, text: 'bank' })
  await it.view.turnTo('Context')
  const table = it.view.frame.getByRole('table', { name: 'Cosines by layer' })
  const rows = await until('a row a state', () => table.getByRole('row').allInnerTexts(), (all) => all.length === 8)
  const second = bank.row('ids').indexOf(bank.row('ids')[2]!, 3)
  rows.slice(1).forEach((row, state) => {
    const [cosine] = numbersIn(row)
    assertShown(`after ${state} layers`, [cosine!], [bank.row('cosines', state, 2)[second]!])
  })
})
