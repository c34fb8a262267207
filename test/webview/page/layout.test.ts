import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { browserPages } from './browserPage.ts'
import { themes, type ThemeId } from './themes.ts'

const open = browserPages()
const text = readFileSync('samples/total.ts', 'utf8')

test('from 240 px to 1,600 nothing reaches over an edge, and a wide page uses the room', async () => {
  const page = await open({ width: 240, height: 900 })
  page.session = page.newSession(text, { focus: [8], pinned: [8] })
  await page.open('view', 'dark')
  await page.shown('layer 3 head 5')
  for (const width of [240, 300, 420, 640, 900, 1600]) {
    await page.page.setViewportSize({ width, height: 900 })
    await page.page.waitForTimeout(100)
    assert.ok(await page.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `scrolls sideways at ${width}`)
    const boxes = await Promise.all([page.heatmap, page.page.getByRole('grid'), page.page.getByRole('list', { name: 'Strongest' })]
      .map((part) => part.boundingBox()))
    for (const box of boxes) assert.ok(box!.x >= 0 && box!.x + box!.width <= width, `cut off at ${width}`)
    const [heatmap, grid, list] = boxes as { x: number; y: number; width: number; height: number }[]
    if (width >= 640) {
      assert.ok(grid!.x > heatmap!.x + heatmap!.width - 1 && list!.x > heatmap!.x + heatmap!.width - 1, `not side by side at ${width}`)
      assert.ok(heatmap!.y + heatmap!.height <= 900, `the picture is higher than the page at ${width}`)
    } else assert.ok(grid!.y > heatmap!.y + heatmap!.height && list!.y > grid!.y)
    if (width === 1600) assert.ok(heatmap!.height > 600 && grid!.width > 500)
    if (width === 240) assert.ok(heatmap!.height > 150)
  }
})

test('no token is a node: the page of a long text has no more elements than that of a short one', async () => {
  const page = await open({ width: 900, height: 700 })
  page.session = page.newSession(text)
  await page.open('tab', 'dark')
  await page.shown('layer 3 head 5')
  const elements = () => page.page.evaluate(() => {
    const count = (root: ParentNode): number => [...root.querySelectorAll('*')]
      .reduce((sum, element) => sum + 1 + (element.shadowRoot ? count(element.shadowRoot) : 0), 0)
    return count(document)
  })
  const short = await elements()
  await page.change({ key: { id: 'file:///sample', version: 2 }, text: text.repeat(9) })
  await page.page.getByText('512 tokens', { exact: true }).waitFor()
  assert.ok(await elements() <= short + 20)
})

test('in every theme text stands out from what is behind it', async () => {
  const page = await open({ width: 340, height: 900 })
  page.session = page.newSession(text, { focus: [8], pinned: [8] })
  await page.open('view', 'dark')
  await page.shown('layer 3 head 5')
  for (const theme of Object.keys(themes) as ThemeId[]) {
    await page.setTheme(theme)
    await page.everyTextStandsOut(theme)
  }
})
