import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { CodeEditor } from '../../scripts/workbench/codeEditor.ts'
import { until } from '../../scripts/workbench/until.ts'
import { leaveBrowser, stage } from './stage.ts'

after(leaveBrowser)

const english = 'The cat sat on the mat.'
const spanish = 'El gato se sentó en la estera.'

const strongest = async (editor: CodeEditor): Promise<string | undefined> => (await editor.strongestTints())[0]?.text.trim()

test('two texts side by side: a caret in the Spanish one tints the English one, and the reverse; after a reload too', async (t) => {
  const it = await stage(t, {
    files: { 'en.txt': `${english}\n`, 'es.txt': `Notas.\n\n${spanish}\n` }, settings: { 'tokenGaze.model': 'translator' }, width: 1600,
  })
  const { workbench, view } = it
  await workbench.openFile('en.txt')
  await workbench.editor.select({ line: 1, column: 1 }, { line: 1, column: english.length + 1 })
  await workbench.run('View: Split Editor Right')
  await workbench.openFile('es.txt')
  const [left, right] = [workbench.editorIn(1), workbench.editorIn(2)]
  await right.select({ line: 3, column: 1 }, { line: 3, column: spanish.length + 1 })
  await workbench.run('Token Gaze: Show Attention Between Two Editors')
  await view.waitForPicture()
  const bar = view.frame.getByRole('group', { name: 'Target', exact: true })
  await until('the target as it is written', async () => (await bar.innerText()).replace(/\s+/g, ' '), (text) => text.includes('El gato se sentó'))

  await right.caretTo({ line: 3, column: 5 })
  await right.waitForSources({ line: 3, column: 3, text: ' gato' })
  await until('a tint on cat', () => strongest(left), (text) => text === 'cat')
  await until('no tint in the Spanish', () => right.strongestTints(), (tints) => tints.length === 0)
  const hover = await right.hoverAt({ line: 3, column: 6 })
  assert.match(await hover.innerText(), /gato[^]*cross 2[^]*cat/)
  await workbench.page.keyboard.press('Escape')

  await left.caretTo({ line: 1, column: 21 })
  await left.waitForSources({ line: 1, column: 19, text: ' mat' })
  await until('a tint on estera', () => strongest(right), (text) => text === 'estera')
  const back = await left.hoverAt({ line: 1, column: 21 })
  assert.match(await back.innerText(), /mat[^]*estera/)
  await workbench.page.keyboard.press('Escape')

  await bar.getByRole('button', { name: 'gato', exact: true }).click()
  await right.waitForSources({ line: 3, column: 3, text: ' gato' })

  await view.frame.getByRole('button', { name: 'Word by word', exact: true }).click()
  const steps = view.frame.getByRole('toolbar', { name: 'Writing, word by word' })
  await steps.getByRole('button', { name: 'Next word' }).click()
  await right.waitForSources({ line: 3, column: 8, text: ' se' })
  await view.frame.getByRole('status').filter({ hasText: /^Word 3, se: looked most at/ }).waitFor({ state: 'attached' })

  await workbench.reload()
  await view.waitForPicture()
  await right.caretTo({ line: 3, column: 5 })
  await until('a tint on cat', () => strongest(left), (text) => text === 'cat')

  await right.caretTo({ line: 3, column: 4 })
  for (const key of ['Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight']) await workbench.page.keyboard.press(key)
  await workbench.page.keyboard.type('perro')
  await workbench.run('Token Gaze: Show Attention')
  await until('the edited target', async () => (await bar.innerText()).replace(/\s+/g, ' '), (text) => text.includes('El perro se sentó en la estera'))
  await left.caretTo({ line: 1, column: 21 })
  await until('a tint on estera again', () => strongest(right), (text) => text === 'estera')
})
