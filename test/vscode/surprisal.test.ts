import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CodeEditor } from '../../scripts/workbench/codeEditor.ts'
import { until } from '../../scripts/workbench/until.ts'
import { sharedStage } from './stage.ts'

const code = 'function add(first, second) {\n  return first + second\n}\n\nfunction subtract(first, second) {\n  return'
const open = sharedStage({ files: { 'add.js': code, 'plain.txt': 'The cat sat on the mat.\n' }, settings: { 'tokenGaze.model': 'code' } })

/** The colours of what is tinted, without their opacity: one for each overlay. */
const hues = (editor: CodeEditor): Promise<string> => editor.root.evaluate((root) => [...new Set([...root.querySelectorAll('.view-overlays .cdr[class*="ced-"]')]
  .map((element) => getComputedStyle(element).backgroundColor.replace(/[,/ ]+[\d.]+\)$/, '')).filter((colour) => !/^rgba?\(0, 0, 0/.test(colour)))].join(' '))

test('surprisal is an overlay of its own: its colour, its legend, and a hover with bits, probability, rank and the likeliest', async (t) => {
  const it = await open(t)
  const { editor } = it.workbench
  await it.workbench.openFile('add.js')
  await editor.selectAll()
  await it.workbench.run('Token Gaze: Show Attention')
  await it.view.waitForPicture()
  await editor.caretTo({ line: 2, column: 10 })
  const attention = await until('tints of attention', () => hues(editor), (found) => found !== '')
  await it.workbench.run('Token Gaze: Show Surprisal in the Editor')
  await until('the legend', () => editor.notes(), (notes) => notes.some((note) => /surprisal, 0 to 11\.0 bits; mean [\d.]+ bits, perplexity [\d.]+/.test(note.replaceAll('\u00a0', ' '))))
  await until('another colour', () => hues(editor), (found) => found !== '' && found !== attention)
  const tints = await editor.strongestTints()
  assert.ok(tints[0]!.strength > tints.at(-1)!.strength)
  assert.deepEqual((await editor.tints()).filter(({ border }) => border !== 'none'), [])
  const hover = (await (await editor.hoverAt({ line: 2, column: 20 })).innerText()).replaceAll('\u00a0', ' ')
  const [, bits, probability, rank] = /Surprisal ([\d.]+) bits · probability ([\d.]+) % · rank (\d+) of 2048/.exec(hover)!
  assert.ok(Math.abs(Number(bits) + Math.log2(Number(probability) / 100)) < 0.1 || Number(probability) < 0.1, hover)
  assert.ok(Number(rank) >= 1)
  assert.match(hover, /likeliest here/)
  await it.workbench.run('Token Gaze: Show Surprisal in the Editor')
  await until('attention again', () => hues(editor), (found) => found === attention)
})

test('what the model writes on goes into the document, and is undone by one undo', async (t) => {
  const it = await open(t)
  const { editor } = it.workbench
  await it.workbench.openFile('add.js')
  await it.workbench.run('Token Gaze: Show Predictions')
  const region = it.view.frame.getByRole('region', { name: 'Write on', exact: true })
  await region.getByRole('button', { name: 'Write 20 tokens', exact: true }).click()
  const insert = region.getByRole('button', { name: 'Insert into the Document', exact: true })
  await insert.waitFor()
  const before = await editor.visibleText()
  const written = (await region.getByRole('group', { name: 'What the model wrote' }).getByRole('button').allInnerTexts()).join('').replace(/[\s·↵]/g, '')
  await insert.click()
  const after = await until('the text in the editor', () => editor.visibleText(), (text) => text.length > before.length)
  assert.ok(after.replace(/[\s·]/g, '').endsWith(written), `${after} does not end with ${written}`)
  await it.view.frame.getByRole('toolbar', { name: 'Tokens by surprisal' }).waitFor()
  await editor.focus()
  await it.page.keyboard.press('ControlOrMeta+z')
  await until('the text as it was', () => editor.visibleText(), (text) => text === before)
})

test('a model without a head for tokens says why it has no surprisal', async (t) => {
  const it = await open(t)
  await it.workbench.openFile('plain.txt')
  await it.workbench.editor.selectAll()
  await it.workbench.run('Token Gaze: Choose Model')
  await it.workbench.pick(/MiniLM/)
  await it.workbench.run('Token Gaze: Show Attention')
  await it.workbench.run('Token Gaze: Show Surprisal in the Editor')
  await it.workbench.notifications.filter({ hasText: 'MiniLM gives no probabilities for tokens, because it is no decoder' }).waitFor({ timeout: 60_000 })
})
