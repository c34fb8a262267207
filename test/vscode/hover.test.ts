import assert from 'node:assert/strict'
import { test } from 'node:test'
import { analyseTotal, sum } from './analyse.ts'
import { sharedStage } from './stage.ts'

const open = sharedStage()

test('the hover says token, id, layer and head, the strongest with their weights, and the special tokens\' share', async (t) => {
  const it = await open(t)
  await analyseTotal(it)
  await it.workbench.editor.caretTo(sum)
  const rows = await it.view.strongest()
  const hover = await it.workbench.editor.hoverAt(sum)
  const text = (await hover.innerText()).replaceAll('\u00a0', ' ')
  assert.match(text, /sum token 22 of 34 · id 7680 · layer 3, head 5/)
  assert.match(text, /attends to/)
  const shown = text.slice(0, text.indexOf('special')).match(/\b[01]\.\d{3}\b/g) ?? []
  assert.deepEqual(shown.map(Number).sort((a, b) => b - a), rows.slice(0, 8).map(({ weight }) => weight))
  assert.match(text, /special tokens 0\.\d{3}/)
})

test('the hover is silent outside the analysed text, and its commands pin the token and go to the next head', async (t) => {
  const it = await open(t)
  await analyseTotal(it)
  const { editor } = it.workbench
  await (await editor.hoverAt(sum)).getByRole('link', { name: 'Pin', exact: true }).click()
  await editor.caretTo({ line: 2, column: 8 })
  await editor.waitForSources(sum)
  await (await editor.hoverAt(sum)).getByRole('link', { name: 'Next head' }).click()
  await it.view.waitForHead(3, 6)

  await it.page.keyboard.press('Escape')
  await editor.caretTo({ line: 11, column: 10 })
  assert.doesNotMatch(await (await editor.hoverAt({ line: 11, column: 11 })).innerText(), /special tokens/)
})
