import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { until } from '../../../scripts/workbench/until.ts'
import { browserPages } from './browserPage.ts'
import type { PageUnderTest } from './pageUnderTest.ts'
import { themes, type ThemeId } from './themes.ts'

const open = browserPages()
const text = readFileSync('samples/total.ts', 'utf8')

/** What is wrong with where things are. */
async function faults(page: PageUnderTest, width: number): Promise<string[]> {
  const beyond = await page.page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
  const parts = [page.heatmap, page.page.getByRole('grid'), page.page.getByRole('list', { name: 'Strongest' })]
  const boxes = (await Promise.all(parts.map((part) => part.boundingBox()))).map((box) => box!)
  const [heatmap, grid, list] = boxes as [typeof boxes[0], typeof boxes[0], typeof boxes[0]]
  const rightOf = heatmap.x + heatmap.width - 1
  const found = [
    [beyond, 'scrolls sideways'],
    [boxes.some((box) => box.x < 0 || box.x + box.width > width), 'cut off'],
    [width >= 640 && (grid.x <= rightOf || list.x <= rightOf), 'not side by side'],
    [width >= 640 && heatmap.y + heatmap.height > 900, 'the picture is higher than the page'],
    [width < 640 && (grid.y <= heatmap.y + heatmap.height || list.y <= grid.y), 'not one below the other'],
    [width === 1600 && (heatmap.height <= 600 || grid.width <= 500), 'the room is not used'],
    [width === 240 && heatmap.height <= 150, 'the picture is too small'],
  ] as const
  return found.flatMap(([is, fault]) => (is ? [fault] : []))
}

test('from 240 px to 1,600 nothing reaches over an edge, and a wide page uses the room', async () => {
  const page = await open({ width: 240, height: 900 })
  page.session = page.newSession(text, { focus: [8], pinned: [8] })
  await page.open('view', 'dark')
  await page.shown('layer 3 head 5')
  for (const width of [240, 300, 420, 640, 900, 1600]) {
    await page.page.setViewportSize({ width, height: 900 })
    await page.page.waitForTimeout(100)
    await until(`no fault of the layout at ${width}`, () => faults(page, width), (found) => found.length === 0, 5)
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
  await until('few elements', elements, (long) => long <= short + 20)
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
