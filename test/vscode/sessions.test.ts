import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { until } from '../../scripts/workbench/until.ts'
import { analyseTotal, sum } from './analyse.ts'
import { leaveBrowser, stage } from './stage.ts'

after(leaveBrowser)

test('an edit dims the overlay and marks it stale; undo brings it back, and running again renews it', async (t) => {
  const it = await stage(t)
  await analyseTotal(it)
  const { editor } = it.workbench
  await editor.caretTo(sum)
  await editor.waitForSources(sum)
  const fresh = await editor.strongestTints()
  await editor.caretTo({ line: 2, column: 13 })
  await it.page.keyboard.type('1')
  const [note] = await until('the stale mark', () => editor.notes(), (notes) => notes.some((text) => text.includes('edited since')))
  assert.match(note!, /run Show Attention again/)
  await it.workbench.statusItem('edited since').waitFor()
  await editor.caretTo(sum)
  const now = async (): Promise<number> => (await editor.tints())
    .find(({ line, column, strength }) => strength > 0 && line === fresh[0]!.line && column === fresh[0]!.column)?.strength ?? 1
  await until('a dimmed overlay', now, (strength) => strength < fresh[0]!.strength)

  await it.page.keyboard.press('ControlOrMeta+z')
  await editor.caretTo(sum)
  await until('the overlay as it was', () => editor.strongestTints(), (tints) => JSON.stringify(tints) === JSON.stringify(fresh))

  await editor.caretTo({ line: 2, column: 13 })
  await it.page.keyboard.type('1')
  await until('the stale mark', () => editor.notes(), (notes) => notes.some((text) => text.includes('edited since')))
  await it.workbench.run('Token Gaze: Show Attention')
  await until('no stale mark', () => editor.notes(), (notes) => notes.length > 0 && !notes.some((text) => text.includes('edited since')))
})

test('two editors have sessions of their own, and the view shows the one in front', async (t) => {
  const it = await stage(t)
  await analyseTotal(it, 3, 5)
  const { workbench } = it
  await workbench.openFile('search.py')
  await workbench.editor.caretTo({ line: 4, column: 10 })
  await workbench.run('Token Gaze: Show Attention')
  await workbench.editor.waitForSources({ line: 4, column: 9, text: 'middle' })
  await it.view.thumbnail(2, 2).click()
  await it.view.waitForHead(2, 2)
  await workbench.openFile('total.ts')
  await it.view.waitForHead(3, 5)
  await workbench.openFile('search.py')
  await it.view.waitForHead(2, 2)
})

test('reloading the window restores what was shown', async (t) => {
  const it = await stage(t)
  await analyseTotal(it, 2, 9)
  const { workbench } = it
  await workbench.editor.caretTo(sum)
  await workbench.editor.waitForSources(sum)
  const before = { rows: await it.view.strongest(), tints: await workbench.editor.strongestTints() }
  await workbench.reload()
  await it.view.waitForPicture()
  await it.view.waitForHead(2, 9)
  await workbench.editor.waitForSources(sum)
  assert.deepEqual({ rows: await it.view.strongest(), tints: await workbench.editor.strongestTints() }, before)
})

test('Clear takes the overlay away; the next run works', async (t) => {
  const it = await stage(t)
  await analyseTotal(it)
  await it.workbench.run('Token Gaze: Clear')
  await until('no overlay', () => it.workbench.editor.tints(), (tints) => tints.length === 0)
  await it.view.frame.getByRole('button', { name: 'Show Attention' }).waitFor()
  await analyseTotal(it)
})

test('Cancel stops a run and leaves nothing hanging; the next run works', async (t) => {
  const it = await stage(t)
  const { workbench, view } = it
  await workbench.openFile('total.ts')
  await workbench.editor.select({ line: 1, column: 1 }, { line: 7, column: 2 })
  await workbench.run('Token Gaze: Show Attention')
  await view.frame.getByRole('button', { name: 'Cancel' }).click()
  await view.frame.getByRole('button', { name: 'Show Attention' }).waitFor()
  assert.deepEqual(await workbench.editor.tints(), [])
  await analyseTotal(it)
})

test('a newer request supersedes the one that runs', async (t) => {
  const it = await stage(t)
  const { workbench } = it
  await workbench.openFile('total.ts')
  await workbench.editor.select({ line: 9, column: 1 }, { line: 12, column: 2 })
  await workbench.run('Token Gaze: Show Attention')
  await workbench.editor.select({ line: 1, column: 1 }, { line: 7, column: 2 })
  await workbench.run('Token Gaze: Show Attention')
  await it.view.waitForPicture()
  await workbench.statusItem('34 tokens').waitFor()
  await until('tints in the newer passage alone', () => workbench.editor.tints(), (tints) => tints.length > 0 && tints.every(({ line }) => line <= 7))
})
