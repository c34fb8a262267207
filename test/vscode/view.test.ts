import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until } from '../../scripts/workbench/until.ts'
import { analyseTotal, sum } from './analyse.ts'
import { sharedStage } from './stage.ts'

const open = sharedStage({ width: 1600 })

test('pickers, thumbnails and keys choose layer and head, and everything shows the same', async (t) => {
  const it = await open(t)
  await analyseTotal(it)
  const { view, workbench, page } = it
  await view.pick('Layer', 'Layer 2')
  await view.waitForHead(2, 5)
  await view.pick('Head', 'Head 9')
  await view.waitForHead(2, 9)
  assert.equal(await view.thumbnail(2, 9).getAttribute('aria-selected'), 'true')
  await workbench.statusItem('L2 H9').waitFor()

  await workbench.editor.caretTo(sum)
  await page.keyboard.press('Control+Alt+.')
  await view.waitForHead(2, 10)
  await page.keyboard.press('Control+Alt+,')
  await view.waitForHead(2, 9)
  await page.keyboard.press('Control+Alt+Shift+.')
  await view.waitForHead(3, 9)
  await page.keyboard.press('Control+Alt+Shift+,')
  await view.waitForHead(2, 9)

  await workbench.run('Token Gaze: Choose Layer and Head')
  await workbench.quickPick.locator('input[type=text]').first().fill('layer 4, head 7')
  await workbench.pick('layer 4, head 7')
  await view.waitForHead(4, 7)
  await view.pick('Head', 'Average')
  await view.frame.getByRole('application', { name: 'Attention heatmap, layer 4 average' }).waitFor()
  await view.pick('Layer', 'Average')
  await view.frame.getByRole('application', { name: 'Attention heatmap, all layers average' }).waitFor()
})

test('arrow keys walk over the cells of the heatmap, and each is announced with its weight', async (t) => {
  const it = await open(t)
  await analyseTotal(it)
  await it.workbench.editor.caretTo(sum)
  await it.workbench.editor.waitForSources(sum)
  const [strongest] = await it.view.strongest()
  const said = (wished: (text: string) => boolean): Promise<string> =>
    until('an announcement', async () => await it.view.announcement.first().textContent() ?? '', wished)
  await it.view.heatmap.focus()
  await it.page.keyboard.press('ArrowRight')
  const first = `sum attends to ${strongest!.token}, ${strongest!.weight.toFixed(3)}`
  await said((text) => text === first)
  await it.page.keyboard.press('ArrowRight')
  assert.match(await said((text) => text !== first), /^sum attends to \S+, 0\.\d{3}$/)
  await it.page.keyboard.press('ArrowLeft')
  await said((text) => text === first)
  await it.page.keyboard.press('ArrowDown')
  assert.match(await said((text) => !text.startsWith('sum')), new RegExp(`^\\+ attends to ${strongest!.token}, 0\\.\\d{3}$`))
})

test('a click on a cell selects its token in the editor, and the heatmap follows the caret', async (t) => {
  const it = await open(t)
  await analyseTotal(it)
  const { editor } = it.workbench
  await editor.caretTo({ line: 2, column: 8 })
  await editor.waitForSources({ line: 2, column: 7, text: 'sum' })
  await it.view.heatmap.focus()
  for (const key of ['Escape', 'ArrowDown', 'ArrowDown']) await it.page.keyboard.press(key)
  await it.page.keyboard.press('Enter')
  await editor.waitForSources({ line: 2, column: 11, text: '=' })
  const box = await it.view.heatmap.boundingBox()
  await it.page.mouse.click(box!.x + box!.width / 2, box!.y + box!.height / 2)
  const framed = async (): Promise<number> => (await editor.tints()).find(({ border }) => border !== 'none')?.line ?? 0
  await until('the clicked row', framed, (line) => line > 2)
  await it.workbench.statusItem(/selected\)/).waitFor()
})

test('Switch Direction turns the overlay, the list and the picture to what a token is attended by', async (t) => {
  const it = await open(t)
  await analyseTotal(it)
  await it.workbench.editor.caretTo({ line: 2, column: 8 })
  const before = await it.view.strongest()
  await it.workbench.run('Token Gaze: Switch Direction')
  assert.equal(await until('the direction', () => it.view.direction('attended by').getAttribute('aria-checked'), (on) => on === 'true'), 'true')
  const after = await it.view.strongest()
  assert.notDeepEqual(after, before)
  await it.workbench.statusItem('attended by').waitFor()
  await it.view.direction('attends to').click()
  await until('the list as it was', () => it.view.strongest(), (rows) => JSON.stringify(rows) === JSON.stringify(before))
})

test('a pinned token stays while the caret moves, until it is let go', async (t) => {
  const it = await open(t)
  await analyseTotal(it)
  const { editor } = it.workbench
  await editor.caretTo(sum)
  await editor.waitForSources(sum)
  await it.workbench.run('Token Gaze: Pin Token')
  await editor.caretTo({ line: 2, column: 8 })
  await editor.waitForSources(sum)
  await it.view.frame.getByRole('button', { name: /^Unpin/ }).first().click()
  await editor.caretTo({ line: 3, column: 15 })
  await editor.waitForSources({ line: 3, column: 14, text: 'item' })
})

test('Open in Editor Tab shows the same beside the text, and both go on together', async (t) => {
  const it = await open(t)
  await analyseTotal(it)
  await it.workbench.run('Token Gaze: Open in Editor Tab')
  await it.tab.waitForHead(3, 5)
  await it.tab.thumbnail(1, 3).click()
  await it.tab.waitForHead(1, 3)
  await it.view.waitForHead(1, 3)
  assert.deepEqual((await it.tab.strongest()).slice(0, 5), (await it.view.strongest()).slice(0, 5))
})
