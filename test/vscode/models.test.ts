import assert from 'node:assert/strict'
import { cpSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { analyseTotal } from './analyse.ts'
import { leaveBrowser, stage, type Stage } from './stage.ts'

after(leaveBrowser)

const fixture = 'test/fixtures/onnx/bert-optimum-eager'

async function openFolder(it: Stage, name: string): Promise<void> {
  await it.workbench.run('Token Gaze: Choose Model')
  await it.workbench.pick('Open a folder…')
  await it.chooseFolder(name)
}

test('Choose Model opens a folder of one\'s own, and the bundled model again', async (t) => {
  const it = await stage(t)
  cpSync(fixture, join(it.models, 'mine'), { recursive: true })
  await analyseTotal(it)
  const bundled = await it.view.strongest()
  await openFolder(it, 'mine')
  await it.workbench.statusItem('mine').waitFor()
  await it.view.waitForPicture()
  await it.view.frame.getByText('mine', { exact: true }).first().waitFor()
  assert.notDeepEqual(await it.view.strongest(), bundled)

  await it.workbench.run('Token Gaze: Choose Model')
  await it.workbench.pick(/^MiniLM/)
  await it.workbench.statusItem('MiniLM').waitFor()
})

test('a folder that is no model says what it lacks', async (t) => {
  const it = await stage(t)
  cpSync(fixture, join(it.models, 'bare'), { recursive: true })
  rmSync(join(it.models, 'bare/tokenizer.json'))
  await openFolder(it, 'bare')
  const said = await it.workbench.notifications.first().innerText()
  assert.match(said, /bare lacks tokenizer\.json; choose a folder/)
})

test('a damaged model says which file, and the bundled one still works', async (t) => {
  const it = await stage(t)
  cpSync(fixture, join(it.models, 'cut'), { recursive: true })
  truncateSync(join(it.models, 'cut/model.onnx'), 2_000)
  cpSync(fixture, join(it.models, 'scrawled'), { recursive: true })
  writeFileSync(join(it.models, 'scrawled/tokenizer.json'), '{ not json')
  await analyseTotal(it)
  for (const [name, file] of [['cut', 'model.onnx'], ['scrawled', 'tokenizer.json']] as const) {
    await openFolder(it, name)
    await it.view.frame.getByRole('alert').filter({ hasText: file }).waitFor()
  }
  await it.workbench.run('Token Gaze: Choose Model')
  await it.workbench.pick(/^MiniLM/)
  await it.view.heatmap.waitFor()
  await analyseTotal(it)
})

test('a workspace\'s settings choose its model', async (t) => {
  const it = await stage(t, { settings: { 'tokenGaze.model': '../models/ours' } })
  cpSync(fixture, join(it.models, 'ours'), { recursive: true })
  await it.workbench.openFile('total.ts')
  await it.workbench.run('Token Gaze: Show Attention')
  await it.view.waitForPicture()
  await it.workbench.statusItem('ours').waitFor()
})
