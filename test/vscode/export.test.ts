import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { readRecording } from '../../protocol/readRecording.ts'
import { until } from '../../scripts/workbench/until.ts'
import { analyseTotal } from './analyse.ts'
import { leaveBrowser, stage, type Stage } from './stage.ts'

after(leaveBrowser)

const { GAZE_SCRATCH: scratch = '' } = process.env

/** Takes the name that the save dialog proposes, and returns what was written there. */
async function save({ page, workbench, models }: Stage, name: string): Promise<Buffer> {
  const dialog = workbench.quickPick.filter({ hasText: 'Export from Token Gaze' })
  await until('the proposed name', () => dialog.locator('input[type=text]').first().inputValue(), (path) => path.endsWith(`/work/${name}`))
  for (let gone = false; !gone;) {
    await dialog.getByRole('button', { name: /^(OK|Save)$/ }).click()
    gone = await dialog.waitFor({ state: 'hidden', timeout: 5_000 }).then(() => true, () => false)
  }
  await workbench.notifications.filter({ hasText: `${name} was saved.` }).waitFor()
  const file = join(dirname(models), 'work', name)
  if (existsSync(file)) return readFileSync(file)
  const bytes = await page.evaluate(async (path) => [...new Uint8Array(await (await fetch(`/files/scratch${path}`)).arrayBuffer())], encodeURI(file.slice(scratch.length)))
  return Buffer.from(bytes)
}

test('what is shown is saved beside the document, from the page’s menu and from the palette', async (t) => {
  const it = await stage(t)
  await analyseTotal(it)
  const { view, workbench } = it
  await view.frame.getByRole('button', { name: 'Export', exact: true }).click()
  await view.frame.getByRole('menuitem', { name: 'Table (CSV)', exact: true }).click()
  const csv = (await save(it, 'total.ts layer 3 head 5.csv')).toString()
  assert.match(csv, /^# generator: "Token Gaze \d+\.\d+\.\d+"\r\n# model: "MiniLM"\r\n# revision: ".*sha256:[0-9a-f]{64}/)
  const rows = csv.split('\r\n').filter((line) => line !== '' && !line.startsWith('# ')).slice(1)
  const sums = rows.map((row) => row.split(',').slice(-rows.length).reduce((sum, weight) => sum + Number(weight), 0))
  for (const sum of sums) assert.ok(Math.abs(sum - 1) < 1e-4, String(sum))

  await workbench.run('Token Gaze: Export…')
  await workbench.pick(/^Picture \(PNG\)/)
  const png = await save(it, 'total.ts layer 3 head 5.png')
  assert.deepEqual([...png.subarray(1, 4)], [...Buffer.from('PNG')])
  assert.ok(png.includes('Description'))

  await workbench.run('Token Gaze: Export…')
  await workbench.pick(/^Interactive page \(HTML\)/)
  const html = (await save(it, 'total.ts layer 3 head 5.html')).toString()
  assert.match(html, /^<!DOCTYPE html>\n<html lang="en"[^>]* style="[^"]*--vscode-editor-background: #/)
  assert.doesNotMatch(html.slice(0, html.indexOf('<script')), /(src|href)="https?:|url\((?!data:)/)
})

test('a picture is copied to the clipboard, or a sentence says why not', async (t) => {
  const it = await stage(t)
  await analyseTotal(it)
  await it.view.frame.getByRole('button', { name: 'Export', exact: true }).click()
  await it.view.frame.getByRole('menuitem', { name: 'Copy as Image', exact: true }).click()
  const told = it.workbench.notifications.filter({ hasText: /^(?=.*(The picture is on the clipboard|The picture could not be copied))/s })
  await told.waitFor()
  t.diagnostic(await told.innerText())
})

test('a session is saved, opens without its model or document, is switched through, and runs again', async (t) => {
  const it = await stage(t)
  await analyseTotal(it)
  await it.workbench.run('Token Gaze: Save Session')
  const name = 'total.ts layer 3 head 5.gaze.json'
  const bytes = await save(it, name)
  const read = readRecording(bytes.toString(), name, (sentence) => sentence)
  assert.ok('recording' in read, JSON.stringify(read))

  const strange = JSON.parse(bytes.toString()) as { model: { id: string; label: string } }
  strange.model = { ...strange.model, id: 'file:///nowhere/model', label: 'elsewhere' }
  const other = await stage(t, { files: {
    'mine.gaze.json': bytes, 'theirs.gaze.json': JSON.stringify(strange),
    'cut.gaze.json': bytes.subarray(0, 5000), 'foreign.gaze.json': '{"a": 1}', 'newer.gaze.json': '{"format": "token-gaze session", "version": 99}',
  } })
  const { workbench, tab, view } = other
  const open = (file: string): Promise<void> => openRecorded(other, file)
  await open('theirs.gaze.json')
  await tab.waitForHead(3, 5)
  await tab.frame.getByText(/^Recorded with Token Gaze \d/).waitFor()
  assert.equal(await tab.frame.getByRole('button', { name: 'Run Again' }).count(), 0)
  await tab.thumbnail(5, 2).click()
  await tab.waitForHead(5, 2)
  await workbench.run('Token Gaze: Export…')
  await workbench.pick(/^Table \(CSV\)/)
  assert.match((await save(other, 'total.ts layer 5 head 2.csv')).toString(), /# model: "elsewhere"/)
  if (process.env.GAZE_SHOTS) await other.page.screenshot({ path: join(process.env.GAZE_SHOTS, 'recorded.png') })

  for (const [file, sentence] of [
    ['cut.gaze.json', 'cut.gaze.json is not a whole Token Gaze session: it is damaged or was cut off; save the session again.'],
    ['foreign.gaze.json', 'foreign.gaze.json is no Token Gaze session; open it with another editor.'],
    ['newer.gaze.json', 'newer.gaze.json was saved by a newer Token Gaze; update the extension to open it.'],
  ] as const) {
    await workbench.run('View: Close All Editors')
    await open(file)
    await tab.frame.getByRole('alert').getByText(sentence, { exact: true }).waitFor()
  }

  await workbench.run('View: Close All Editors')
  await open('mine.gaze.json')
  await tab.waitForHead(3, 5)
  await tab.frame.getByRole('button', { name: 'Run Again' }).click()
  await view.waitForPicture()
  await view.waitForHead(3, 5)
})

async function openRecorded({ page, workbench }: Stage, name: string): Promise<void> {
  await page.keyboard.press('Control+p')
  await workbench.quickPick.locator('input[type=text]').first().fill(name)
  await workbench.pick(new RegExp(`^${name.replaceAll('.', '\\.')}`))
  await page.getByRole('tab', { name: new RegExp(`^${name.replaceAll('.', '\\.')}`), selected: true }).waitFor()
}
