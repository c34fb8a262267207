import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { until } from '../../scripts/workbench/until.ts'
import { analyseTotal, sum } from './analyse.ts'
import { leaveBrowser, stage } from './stage.ts'

after(leaveBrowser)

/** A variable that is used far below its definition, with nothing between. */
const long = `let weight = 3;${'\n'.repeat(80)}weight += 1;\n`

test('where the attention goes off the screen is said at the source, and marked in the overview ruler', async (t) => {
  const it = await stage(t, { files: { 'long.ts': long } })
  const { workbench } = it
  await workbench.openFile('long.ts')
  await workbench.editor.selectAll()
  await workbench.run('Token Gaze: Show Attention')
  await it.view.waitForPicture()
  await workbench.editor.caretTo({ line: 81, column: 3 })
  const [note] = await until('a note', () => workbench.editor.notes(), (notes) => notes.some((text) => text.includes('→')))
  assert.match(note!, /→ \d+ % on line 1$/)
  const coloured = (): Promise<number> => workbench.editor.root.locator('canvas.decorationsOverviewRuler').evaluate((canvas) => {
    const { width, height } = canvas as HTMLCanvasElement
    const { data } = (canvas as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height)
    let count = 0
    for (let at = 0; at < data.length; at += 4) if (data[at + 2]! > data[at]! + 60 && data[at + 3]! > 0) count++
    return count
  })
  await until('marks in the ruler, in the blue of light themes', coloured, (count) => count > 0)
  await workbench.run('Token Gaze: Clear')
  await until('a ruler without marks', coloured, (count) => count === 0)
})

test('line totals are there when the setting asks for them', async (t) => {
  const it = await stage(t, { settings: { 'tokenGaze.lineTotals': true, 'tokenGaze.codeLens': true } })
  await analyseTotal(it)
  await it.workbench.editor.caretTo(sum)
  await it.workbench.editor.waitForSources(sum)
  const notes = await until('the totals', () => it.workbench.editor.notes(), (all) => all.length === 7)
  const totals = notes.map((note) => Number(/^\d\.\d{3}/.exec(note)?.[0]))
  const special = [...(notes.find((note) => note.includes('[CLS]')) ?? '').matchAll(/(\d+) %/g)].reduce((all, [, percent]) => all + Number(percent) / 100, 0)
  const all = totals.reduce((some, total) => some + total, special)
  assert.ok(Math.abs(all - 1) < 0.02, `lines and special tokens have ${all}`)
  const lens = it.workbench.editor.root.locator('.codelens-decoration').filter({ hasText: 'attends to' }).first()
  assert.match((await lens.innerText()).replaceAll('\u00a0', ' '), /attends to \S+ 0\.\d{3}, \S+ 0\.\d{3}, special tokens 0\.\d{3} · \d+ % stays inside/)
  await lens.locator('a').click()
  await it.workbench.editor.waitForSources({ line: 1, column: 10, text: 'total' })
})

test('Peek Strongest Targets shows them in place, Go to Strongest Target jumps there, and Go Back returns', async (t) => {
  const it = await stage(t)
  await analyseTotal(it)
  const { editor } = it.workbench
  await editor.caretTo(sum)
  await editor.waitForSources(sum)
  await it.page.keyboard.press('Control+Alt+;')
  const peek = it.page.locator('.zone-widget.reference-zone-widget, .peekview-widget').first()
  await peek.waitFor()
  assert.match(await peek.innerText(), /Locations \(\d\)/)
  await it.page.keyboard.press('Escape')
  await peek.waitFor({ state: 'detached' })
  await editor.waitForSources(sum)

  await it.page.keyboard.press('Control+Alt+Shift+;')
  await editor.waitForSources({ line: 2, column: 7, text: 'sum' })
  await it.workbench.run('Go Back')
  await editor.waitForSources(sum)
})
