import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clickUntilGone } from '../../scripts/workbench/clickUntilGone.ts'
import { analyseTotal, sum } from './analyse.ts'
import { sharedStage } from './stage.ts'

const open = sharedStage()

/** Steps of strength that the overlay has. */
const levels = 12

test('Show Attention tints what the token at the caret attends to, as strongly as the list in the view says', async (t) => {
  const it = await open(t)
  await analyseTotal(it)
  await it.workbench.editor.caretTo(sum)
  await it.workbench.editor.waitForSources(sum)
  const [first, ...others] = await it.workbench.editor.strongestTints()
  const rows = await it.view.strongest()
  assert.equal(first?.text, rows[0]?.token)
  assert.ok(others.length >= 2)
  for (const { text, strength } of others) {
    const share = strength / first!.strength
    const row = rows.find(({ token, weight }) => text.includes(token.replace(/^##/, '')) && Math.abs(weight / rows[0]!.weight - share) < 0.55 / levels)
    assert.ok(row, `${text}, tinted ${share} of the strongest, is in the list: ${JSON.stringify(rows)}`)
  }
})

test('the overlay follows the caret at once, and says the special tokens\' share at the end of the line', async (t) => {
  const it = await open(t)
  await analyseTotal(it)
  const { editor } = it.workbench
  await editor.caretTo(sum)
  await editor.waitForSources(sum)
  const before = await editor.strongestTints()
  const [note] = await editor.notes()
  assert.match(note ?? '', /^\[CLS\] \d+ %\s+\[SEP\] \d+ %$/)
  await it.page.keyboard.press('End')
  await it.page.keyboard.press('ArrowLeft')
  await it.page.keyboard.press('ArrowLeft')
  await editor.waitForSources({ line: 4, column: 17, text: 'price' })
  assert.notDeepEqual(await editor.strongestTints(), before)
})

test('several carets add up their rows, and a selection takes all its tokens', async (t) => {
  const it = await open(t)
  await analyseTotal(it)
  const { editor } = it.workbench
  await editor.caretTo({ line: 2, column: 8 })
  const second = await editor.pointOf({ line: 3, column: 15 })
  await it.page.keyboard.down('Alt')
  await it.page.mouse.click(second.x, second.y)
  await it.page.keyboard.up('Alt')
  await editor.waitForSources({ line: 2, column: 7, text: 'sum' }, { line: 3, column: 14, text: 'item' })
  await editor.select({ line: 4, column: 5 }, { line: 4, column: 11 })
  await editor.waitForSources(sum, { line: 4, column: 9, text: '+=' })
})

test('without a selection it takes the innermost symbol in code, and the paragraph in a text', async (t) => {
  const it = await open(t)
  await it.workbench.openFile('total.ts')
  await it.workbench.editor.caretTo({ line: 11, column: 10 })
  await it.workbench.run('Token Gaze: Show Attention')
  await it.view.waitForPicture()
  await it.workbench.editor.waitForSources({ line: 11, column: 10, text: 'total' })
  const inCode = await it.workbench.editor.tints()
  assert.ok(inCode.length > 0 && inCode.every(({ line }) => line >= 9), 'only the function around the caret is tinted')

  await it.workbench.openFile('bank.txt')
  await it.workbench.editor.caretTo({ line: 2, column: 18 })
  await it.workbench.run('Token Gaze: Show Attention')
  await it.workbench.editor.waitForSources({ line: 2, column: 18, text: 'bank' })
  const inText = await it.workbench.editor.tints()
  assert.ok(inText.every(({ line }) => line <= 2), 'only the paragraph is tinted')
})

test('the editor\'s context menu offers it', async (t) => {
  const it = await open(t)
  await it.workbench.openFile('total.ts')
  await it.workbench.run('Token Gaze: Clear')
  await it.view.frame.getByRole('button', { name: 'Show Attention' }).waitFor()
  const point = await it.workbench.editor.pointOf({ line: 4, column: 6 })
  await it.page.mouse.click(point.x, point.y, { button: 'right' })
  await clickUntilGone(it.page.getByRole('menuitem', { name: 'Show Attention' }))
  await it.view.waitForPicture()
})
