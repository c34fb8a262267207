import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { until } from '../../scripts/workbench/until.ts'
import { analyseTotal, sum } from './analyse.ts'
import { leaveBrowser, stage, type Stage } from './stage.ts'

after(leaveBrowser)

/** Where the text lies that is outlined because the mouse is on it in the page; from the left, in pixels of the window. */
function pointed({ workbench }: Stage): Promise<number[]> {
  return workbench.editor.root.evaluate((root) => [...root.querySelectorAll('.view-overlays .cdr[class*="ced-"]')]
    .filter((element) => getComputedStyle(element).outlineStyle === 'dotted').map((element) => element.getBoundingClientRect().x))
}

test('what the mouse is on in the page lights up in the editor, until it leaves or the page goes', async (t) => {
  const it = await stage(t)
  await analyseTotal(it)
  await it.workbench.editor.caretTo(sum)
  await it.workbench.editor.waitForSources(sum)
  assert.deepEqual(await pointed(it), [])
  const rows = it.view.frame.getByRole('list', { name: 'Strongest' }).getByRole('listitem')
  await rows.first().hover()
  assert.equal((await it.view.strongest())[0]!.token, 'sum')
  const { x } = await it.workbench.editor.pointOf({ line: 2, column: 7 })
  await until('an outline at the definition', () => pointed(it), (found) => found.length === 1 && Math.abs(found[0]! - x) < 2)
  await it.page.mouse.move(1000, 650)
  await until('no outline', () => pointed(it), (found) => found.length === 0)
  await rows.first().hover()
  await until('an outline again', () => pointed(it), (found) => found.length === 1)
  await it.workbench.run('View: Toggle Primary Side Bar Visibility')
  await until('no outline without the page', () => pointed(it), (found) => found.length === 0)
})

test('special tokens are left out or scaled up everywhere at once, and each place says so', async (t) => {
  const it = await stage(t)
  await analyseTotal(it)
  const { view, workbench } = it
  await workbench.editor.caretTo(sum)
  await workbench.editor.waitForSources(sum)
  const before = await view.strongest()
  const note = (): Promise<string> => workbench.editor.notes().then((notes) => notes.join(' '))
  const [, cls] = /\[CLS\] (\d+) %/.exec(await until('the note', note, (text) => text.includes('[CLS]')))!
  const share = Number(await view.frame.locator('.share .number').innerText())

  await workbench.run('Token Gaze: Special Tokens…')
  await workbench.pick(/^Leave out and scale up/)
  await view.frame.getByText(/rows scaled up to the whole: not the model’s own weights/).first().waitFor()
  assert.match(await until('the note', note, (text) => text.includes('scaled up')), new RegExp(`\\[CLS\\] ${cls!} %.*left out, the rest scaled up`))
  const scaled = await view.strongest()
  assert.deepEqual(scaled.map(({ token }) => token), before.map(({ token }) => token))
  scaled.forEach(({ weight }, index) => {
    assert.ok(Math.abs(weight - before[index]!.weight / (1 - share)) < 0.002 / (1 - share), `${weight} ${before[index]!.weight}`)
  })
  const hover = (await (await workbench.editor.hoverAt(sum)).innerText()).replaceAll('\u00a0', ' ')
  assert.match(hover, /special tokens 0\.\d{3}, left out, the rest scaled up/)
  assert.ok(hover.includes(scaled[0]!.weight.toFixed(3)), 'the hover has the numbers of the list')
  await it.page.keyboard.press('Escape')

  await workbench.run('Token Gaze: Show Heads')
  await view.frame.getByRole('combobox', { name: 'Special tokens', exact: true }).click()
  await view.frame.getByRole('option', { name: 'Without special', exact: true }).click()
  await until('the note', note, (text) => text.includes('left out') && !text.includes('scaled'))
  assert.deepEqual(await view.strongest(), before)
})

test('the setting is where a session begins', async (t) => {
  const it = await stage(t, { settings: { 'tokenGaze.specialTokens': 'hide' } })
  await analyseTotal(it)
  await it.view.frame.getByText(/^Special tokens are left out: 0\.\d{3} of the weight on average\.$/).waitFor()
})
