import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import { browserPages } from './browserPage.ts'
import type { PageUnderTest } from './pageUnderTest.ts'

const open = browserPages()
let page: PageUnderTest

before(async () => {
  page = await open({ width: 1600, height: 700 })
  page.session = page.newSession(readFileSync('samples/total.ts', 'utf8').repeat(9))
  await page.open('tab', 'light')
  await page.shown('layer 3 head 5')
})

test('512 tokens: the head view paints what is in sight only, and follows the cursor', async () => {
  await page.page.getByRole('tab', { name: 'Heads', exact: true }).click()
  const view = page.page.getByRole('application', { name: 'Head view, layer 3 head 5', exact: true })
  await view.focus()
  await page.page.keyboard.press('End')
  const inside = () => view.evaluate(async (element) => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
    const canvas = element as HTMLCanvasElement
    const { scrollTop, scrollHeight } = canvas.closest('.scroll')!
    return { scrollTop, scrollHeight, height: canvas.clientHeight, top: canvas.getBoundingClientRect().top }
  })
  const end = await inside()
  assert.ok(end.scrollHeight >= 512 * 14 && end.height < 700, JSON.stringify(end))
  assert.equal(end.scrollTop, end.scrollHeight - end.height)
  const [analysed] = page.ofType('analysed')
  assert.equal(analysed!.analysis.tokens[511]!.text, '[SEP]')
  await page.page.keyboard.press('Home')
  const start = await inside()
  assert.deepEqual([start.scrollTop, start.top], [0, end.top])
  await page.page.mouse.move(200, start.top + 100)
  await page.page.mouse.wheel(0, 1400)
  await page.page.waitForTimeout(100)
  await page.page.mouse.move(201, start.top + 100)
  const { scrollTop } = await inside()
  await page.hears('hover', { tokens: [Math.floor((scrollTop + 100) / 14)] })
})

test('the model view asks for pictures as large as its tiles, and has all of them', async () => {
  await page.page.getByRole('tab', { name: 'Model', exact: true }).click()
  const first = page.page.getByRole('option', { name: 'Layer 1, head 1', exact: true })
  const size = () => first.evaluate((element) =>
    ((element.getRootNode() as ShadowRoot).host as Element & { readonly thumbnails: { readonly size: number } }).thumbnails.size)
  for (let waited = 0; await size() < 128; waited++) {
    assert.ok(waited < 300, 'larger pictures never came')
    await page.page.waitForTimeout(100)
  }
  const side = await first.locator('canvas').evaluate((canvas) => (canvas as HTMLCanvasElement).width)
  assert.ok(side > 64 && side <= 160)
})
