import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { analyseTotal } from './analyse.ts'
import { leaveBrowser, stage, type Stage } from './stage.ts'

after(leaveBrowser)

/** Runs Show Attention and returns the sentence of the notification that answers. */
async function refusal({ workbench }: Stage): Promise<string> {
  await workbench.run('Token Gaze: Show Attention')
  return workbench.notifications.first().innerText()
}

test('white space, no editor and a binary text get a sentence with the next step, and the next run works', async (t) => {
  const it = await stage(t, { files: { 'blank.txt': ' \n\t\n', 'odd.txt': 'a\u0000b'.repeat(50) } })
  assert.match(await refusal(it), /Open a text file, select some text/)
  await it.workbench.dismissNotifications()
  await it.workbench.openFile('blank.txt')
  assert.match(await refusal(it), /nothing but white space.*select some text/)
  await it.workbench.dismissNotifications()
  await analyseTotal(it)
})

test('a text of 100,000 characters is taken as far as the model goes, and both numbers are said', async (t) => {
  const line = 'The river bank was steep, and the bank by the river lent money to the miller. '
  const it = await stage(t, { files: { 'long.txt': line.repeat(Math.ceil(100_000 / line.length)).slice(0, 100_000) } })
  await it.workbench.openFile('long.txt')
  await it.workbench.editor.selectAll()
  await it.workbench.run('Token Gaze: Show Attention')
  await it.view.waitForPicture()
  await it.workbench.statusItem('512 tokens').waitFor()
  const notice = await it.view.frame.getByText(/512/).first().innerText()
  assert.match(notice, /512/)
  await analyseTotal(it)
})

test('a document that is closed while the model runs leaves no error, and shows its attention when it is back', async (t) => {
  const it = await stage(t)
  const { workbench } = it
  await workbench.openFile('total.ts')
  await workbench.editor.select({ line: 1, column: 1 }, { line: 7, column: 2 })
  await workbench.run('Token Gaze: Show Attention')
  await workbench.run('View: Close Editor')
  await workbench.openFile('total.ts')
  await it.view.waitForPicture()
  await workbench.editor.caretTo({ line: 4, column: 6 })
  await workbench.editor.waitForSources({ line: 4, column: 5, text: 'sum' })
})
