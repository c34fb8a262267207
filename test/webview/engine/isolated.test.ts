import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { bundledMiniLm, openLab, type OpenLab } from './openLab.ts'

let opened: OpenLab
before(async () => {
  opened = await openLab({ isolated: true })
})
after(() => opened.close())

const licence = readFileSync('test/fixtures/minilm/licence.txt', 'utf8')
let sessions = 0

async function analyse(): Promise<void> {
  const request = { key: { id: String(++sessions), version: 1 }, text: licence, model: bundledMiniLm(opened), backend: 'wasm' as const }
  const { reply, failure } = await opened.page.evaluate((given) => lab.analyse(given), request)
  assert.equal(failure, undefined)
  assert.equal(reply!.analysis.tokens.length, 512)
}

test('in an isolated page the model runs on several threads', async () => {
  assert.equal(await opened.page.evaluate(() => crossOriginIsolated), true)
  await analyse()
  const threads = await opened.page.evaluate(() => Math.min(4, navigator.hardwareConcurrency))
  assert.equal(opened.page.workers().length, threads)
  assert.deepEqual(await opened.problems(), [])
})

test('512 tokens again and again: memory stays bounded', { skip: process.platform !== 'linux' }, async () => {
  // The weights of 512 tokens are 72 MB: with the first test's, the budget is full.
  for (let i = 0; i < 3; i++) await analyse()
  const first = await opened.memory()
  for (let i = 0; i < 3; i++) await analyse()
  const second = await opened.memory()
  assert.ok(second < first + 100, `from ${String(first)} MB to ${String(second)} MB`)
})

test('evicted weights are captured again, and are the same', async () => {
  const slice = (id: number) => opened.page.evaluate((given) => lab.slice(given), { key: { id: String(id), version: 1 }, choice: { layer: 2, head: 4 } })
  const [kept, evicted] = [await slice(sessions), await slice(1)]
  assert.deepEqual(kept.phases, [])
  assert.deepEqual(evicted.phases, ['run'])
  assert.deepEqual(evicted.reply!.weights, kept.reply!.weights)
})
