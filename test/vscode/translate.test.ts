import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { until } from '../../scripts/workbench/until.ts'
import { leaveBrowser, stage } from './stage.ts'

after(leaveBrowser)

const english = 'The cat sat on the mat.'

test('the translator writes Spanish, and gato looks at cat: in the bar, the list, the heatmap and the editor', async (t) => {
  const it = await stage(t, { files: { 'cat.txt': `${english}\n` }, settings: { 'tokenGaze.model': 'translator' } })
  await it.workbench.openFile('cat.txt')
  await it.workbench.editor.select({ line: 1, column: 1 }, { line: 1, column: english.length + 1 })
  await it.workbench.run('Token Gaze: Show Attention')
  await it.view.waitForPicture()
  await it.view.frame.getByRole('application', { name: 'Attention heatmap, cross 2 head 1', exact: true }).waitFor()
  const bar = it.view.frame.getByRole('group', { name: 'Translation', exact: true })
  await until('the translation', async () => (await bar.innerText()).replace(/\s+/g, ' '), (text) => text.includes('El gato se sentó en la estera'))

  await bar.getByRole('button', { name: 'gato', exact: true }).click()
  const [first] = await until('the list', () => it.view.strongest(), (list) => /cat$/.test(list[0]?.token ?? ''))
  assert.ok(first!.weight > 0.8, `gato attends to cat, ${first!.weight}`)
  const tints = await until('a tint on cat', () => it.workbench.editor.strongestTints(), (found) => found.length > 0)
  assert.equal(tints[0]!.text.trim(), 'cat')

  await it.workbench.run('Token Gaze: Choose Grouping')
  await it.workbench.pick(/^Words/)
  await it.view.frame.getByRole('button', { name: 'Grouping: Words' }).waitFor()
  await bar.getByRole('button', { name: 'estera', exact: true }).click()
  await until('the list of words', () => it.view.strongest(), (list) => /mat$/.test(list[0]?.token ?? ''))
  await until('a tint on mat', () => it.workbench.editor.strongestTints(), (found) => found[0]?.text.trim() === 'mat')

  await it.workbench.editor.caretTo({ line: 1, column: 18 })
  await until('the list', () => it.view.strongest(), (list) => /estera$|la$/.test(list[0]?.token ?? ''))

  await bar.getByRole('button').first().waitFor()
  await it.view.frame.getByRole('button', { name: 'Change…', exact: true }).click()
  const input = it.workbench.quickPick.locator('input[type=text]').first()
  await input.fill('El perro se sentó.')
  await input.press('Enter')
  const target = it.view.frame.getByRole('group', { name: 'Target', exact: true })
  const typed = async (): Promise<string> => (await target.innerText()).replace(/\s+/g, ' ')
  await until('the typed target', typed, (text) => text.includes('El perro se sentó'))
  await it.workbench.reload()
  await it.view.waitForPicture()
  await until('the typed target again', typed, (text) => text.includes('El perro se sentó'))
})
