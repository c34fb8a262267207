import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { until } from '../../../scripts/workbench/until.ts'
import { browserPages } from './browserPage.ts'

const open = browserPages()
const text = readFileSync('samples/total.ts', 'utf8').slice(0, 90)

test('with nothing analysed it says what to do and offers it', async () => {
  const page = await open({ width: 300, height: 400 })
  await page.open('view', 'light')
  await page.page.getByRole('button', { name: 'Show Attention', exact: true }).click()
  await page.hears('command', { command: 'showAttention' })
  assert.match(await page.page.locator('main').innerText(), /Select text or code/)
})

test('a load shows its megabytes and can be cancelled; the next run works', async () => {
  const page = await open({ width: 300, height: 600 })
  await page.open('view', 'dark')
  const network = await page.page.context().newCDPSession(page.page)
  const slowDown = (downloadThroughput: number) => network.send('Network.emulateNetworkConditions', {
    offline: false, latency: 0, downloadThroughput, uploadThroughput: -1,
  })
  await slowDown(8e6)
  page.session = page.newSession(text)
  await page.sendState()
  await page.page.getByText(/^Loading the model: \d+\.\d of \d\d\.\d MB$/).waitFor()
  await page.page.getByRole('button', { name: 'Cancel' }).click()
  await page.page.getByRole('button', { name: 'Show Attention', exact: true }).waitFor()
  await page.hears('command', { command: 'cancel' })
  assert.equal(page.ofType('failed').every(({ failure }) => failure.blame === 'cancelled'), true)
  await slowDown(-1)
  await page.change({ key: { id: 'file:///sample', version: 2 } })
  await page.shown('layer 3 head 5')
})

test('a failure says what went wrong and offers the next steps', async () => {
  const page = await open({ width: 300, height: 600 })
  await page.open('view', 'hcBlack')
  await page.page.route('**/model.onnx', (route) => route.fulfill({ status: 404, body: '' }))
  page.session = page.newSession(text)
  await page.sendState()
  const alert = page.page.getByRole('alert')
  await alert.waitFor()
  assert.match(await alert.innerText(), /model\.onnx/)
  assert.equal(page.ofType('failed').length, 1)
  await alert.getByRole('button', { name: 'Choose Model' }).click()
  await page.hears('command', { command: 'chooseModel' })
  await page.page.unroute('**/model.onnx')
  await alert.getByRole('button', { name: 'Retry' }).click()
  await page.shown('layer 3 head 5')
})

test('pickers, thumbnails and averages choose what is shown', async () => {
  const page = await open({ width: 400, height: 900 })
  page.session = page.newSession(text)
  await page.open('view', 'dark')
  await page.shown('layer 3 head 5')
  const pick = async (name: string, option: string) => {
    await page.page.getByRole('combobox', { name, exact: true }).click()
    await page.page.getByRole('option', { name: option, exact: true }).click()
  }
  await pick('Layer', 'Layer 1')
  await page.shown('layer 1 head 5')
  await pick('Head', 'Average')
  await page.shown('layer 1 average')
  await pick('Layer', 'Average')
  await page.shown('all layers average')
  const thumbnail = (layer: number, head: number) => page.page.getByRole('gridcell', { name: `Layer ${layer}, head ${head}`, exact: true })
  await thumbnail(6, 12).click()
  await page.shown('layer 6 head 12')
  assert.equal(await thumbnail(6, 12).getAttribute('aria-selected'), 'true')
  for (const key of ['ArrowUp', 'ArrowLeft', 'Enter']) await page.page.keyboard.press(key)
  await page.shown('layer 5 head 11')
  const layer = page.page.getByRole('combobox', { name: 'Layer', exact: true })
  await until('the layer in its picker', () => layer.evaluate((element) => (element as HTMLInputElement).value), (value) => value === '4')
  assert.equal(await page.page.getByRole('gridcell', { selected: true }).count(), 1)
  await page.page.getByRole('button', { name: 'Model: MiniLM', exact: true }).click()
  await page.hears('command', { command: 'chooseModel' })
})

test('a cut text and an edited one are said; the editor\'s mouse lights up the token', async () => {
  const page = await open({ width: 400, height: 900 })
  page.session = page.newSession(`${text}\n`.repeat(30), { focus: [3], stale: true })
  await page.open('view', 'dark')
  await page.shown('layer 3 head 5')
  const { kept, total } = page.ofType('analysed')[0]!.analysis.truncated!
  await page.page.getByText(`Showing the first ${kept} of ${total.toLocaleString('en')} tokens.`).waitFor()
  await page.page.getByRole('button', { name: 'Re-run' }).click()
  await page.hears('command', { command: 'showAttention' })
  const { text: from } = page.ofType('analysed')[0]!.analysis.tokens[3]!
  const { text: to } = page.ofType('analysed')[0]!.analysis.tokens[7]!
  await page.send({ type: 'hover', token: 7 })
  await page.page.getByText(`${from} → ${to}`, { exact: true }).waitFor()
})

test('a changed theme repaints the picture', async () => {
  const page = await open({ width: 400, height: 900 })
  page.session = page.newSession(text)
  await page.open('view', 'dark')
  await page.shown('layer 3 head 5')
  const brightness = async () => (await page.cellColours(12, 12)).reduce((sum, [r, g, b]) => sum + r! + g! + b!, 0)
  const dark = await brightness()
  await page.setTheme('light')
  await page.page.waitForFunction(() => document.body.className === 'vscode-light')
  assert.ok(await brightness() > 2 * dark)
})
