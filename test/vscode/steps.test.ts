import { after, test } from 'node:test'
import { until } from '../../scripts/workbench/until.ts'
import { analyseFile, assertShown, numbersIn, openOracle, waitForNumbers } from './oracle.ts'
import { leaveBrowser, stage, type Stage } from './stage.ts'

after(leaveBrowser)

const english = openOracle('english')
/** Layer 4, head 7 as people count; from "cat", token 2, to "mat", token 6. */
const [head, query, key] = [6, 2, 6]
const row = (name: string, ...at: readonly number[]): number[] => english.row(`encoder.3${name}`, head, ...at)
const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, index) => sum + value * b[index]!, 0)

async function turnTo({ view }: Stage, step: RegExp): Promise<void> {
  await view.frame.getByRole('button', { name: step }).click()
  await view.frame.getByRole('heading', { name: step }).waitFor()
}

/** Walks over a vector by keys, and hears some of its values. */
async function hear({ page, view }: Stage, name: string, expected: readonly number[]): Promise<void> {
  const strip = view.frame.getByRole('grid', { name: `${name}, ${expected.length} values`, exact: true })
  await strip.focus()
  const said = view.frame.locator('[aria-live]').filter({ hasText: /^value \d+: / }).first()
  for (const [press, index] of [['Home', 0], ['ArrowRight', 1], ['ArrowRight', 2], ['End', expected.length - 1]] as const) {
    await page.keyboard.press(press)
    await until(`value ${index + 1} of ${name}`, async () => await said.textContent() ?? '', (text) => text.startsWith(`value ${index + 1}:`))
    assertShown(`value ${index + 1} of ${name}`, numbersIn(await said.textContent() ?? '').slice(-1), [expected[index]!])
  }
}

/** A column of the table of keys, counted from 0, over the keys that are listed. */
async function holdsColumn({ view }: Stage, column: number, expected: readonly number[]): Promise<void> {
  const grid = view.frame.getByRole('grid', { name: 'keys of cat', exact: true })
  // A row begins with the key's number; that of the sum does not.
  const read = (): Promise<string[][]> => grid.getByRole('row').evaluateAll((all) =>
    all.map((each) => [...each.querySelectorAll('[role=gridcell]')].map((cell) => cell.textContent ?? '')).filter(([name]) => /^\d/.test(name ?? '')))
  const rows = await until(`a table of ${column + 1} columns`, read, (all) => all.length > 1 && all.every((cells) => cells.length > column + 1))
  const keys = rows.map(([name]) => parseInt(name!, 10) - 1)
  assertShown(`column ${column} of keys ${keys.join()}`, rows.map((cells) => numbersIn(cells[column + 1]!)[0]!), keys.map((each) => expected[each]!))
}

test('step by step, the numbers on the screen are PyTorch\'s q, k, v, scores, weights, context and output', async (t) => {
  const it = await stage(t, { files: { 'oracle.txt': english.text } })
  await analyseFile(it, 'oracle.txt', 4, head + 1)
  await it.workbench.editor.caretTo({ line: 1, column: 6 })
  await it.workbench.editor.waitForSources({ line: 1, column: 5, text: 'cat' })
  await it.view.frame.getByRole('tab', { name: 'Steps', exact: true }).click()
  await it.view.frame.getByRole('grid', { name: /^input of cat/ }).waitFor()
  await it.view.frame.getByRole('combobox', { name: 'Key token' }).selectOption(String(key))

  const keys = Array.from({ length: english.tokens }, (_, each) => row('.key', each))
  const products = keys.map((each) => dot(each, row('.query', query)))
  await turnTo(it, /Query, key, value/)
  await hear(it, 'query of cat', row('.query', query))
  await hear(it, 'key of mat', keys[key]!)
  await hear(it, 'value of mat', row('.value', key))
  await turnTo(it, /Dot products/)
  await holdsColumn(it, 0, products)
  await turnTo(it, /Scale/)
  await holdsColumn(it, 1, products.map((product) => product / Math.sqrt(32)))
  await turnTo(it, /Bias and mask/)
  await it.view.frame.getByText('No key is masked.').waitFor()
  await holdsColumn(it, 2, row('.scores', query))
  await turnTo(it, /Softmax/)
  await holdsColumn(it, 3, row('', query))
  await turnTo(it, /Weighted sum/)
  await hear(it, 'context of cat', row('.context', query))
  await turnTo(it, /Output/)
  await hear(it, 'output of cat', english.row('encoder.3.output', query))

  await it.view.frame.getByRole('heading', { name: /Output/ }).focus()
  await it.page.keyboard.press('ArrowLeft')
  await it.view.frame.getByRole('heading', { name: /Weighted sum/ }).waitFor()
  await it.view.frame.getByRole('tab', { name: 'Heatmap', exact: true }).click()
  await it.view.waitForHead(4, head + 1)
  await it.workbench.editor.caretTo({ line: 1, column: 6 })
  await waitForNumbers('cat to special tokens', it.view.frame.getByText(/^special tokens/).first().locator('..'),
    [row('', query)[0]! + row('', query).at(-1)!])
})
