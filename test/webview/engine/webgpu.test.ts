import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { BackendChoice } from '../../../protocol/model.ts'
import { bundledMiniLm, openLab, type OpenLab } from './openLab.ts'

let opened: OpenLab
before(async () => {
  opened = await openLab({ webgpu: true })
})
after(() => opened.close())

function analyse(id: string, backend: BackendChoice, text = 'let sum = 0') {
  const request = { key: { id, version: 1 }, text, model: bundledMiniLm(opened), backend }
  return opened.page.evaluate((given) => lab.analyse(given), request)
}

async function weights(id: string, layer: number): Promise<number[]> {
  const heads = Array.from({ length: 12 }, (_, head) => ({ key: { id, version: 1 }, choice: { layer, head } }))
  const slices = await opened.page.evaluate((given) => Promise.all(given.map((one) => lab.slice(one))), heads)
  return slices.flatMap(({ reply }) => reply!.weights)
}

test('WebGPU gives what WASM gives', async () => {
  const gpu = await analyse('gpu', 'webgpu')
  assert.equal(gpu.failure, undefined)
  assert.equal(gpu.reply!.analysis.backend, 'webgpu')
  const cpu = await analyse('cpu', 'wasm')
  assert.equal(cpu.reply!.analysis.backend, 'wasm')
  for (let layer = 0; layer < 6; layer++) {
    const [one, other] = [await weights('gpu', layer), await weights('cpu', layer)]
    assert.equal(one.length, other.length)
    const worst = one.reduce((most, weight, i) => Math.max(most, Math.abs(weight - other[i]!)), 0)
    assert.ok(worst < 1e-3, `layer ${String(layer)} differs by ${String(worst)}`)
    assert.ok(one.some((weight) => weight > 0.1))
  }
})

test('runs that are asked for at once take turns on WebGPU', async () => {
  const outcomes = await Promise.all(['One.', 'Two.', 'Three.'].map((text) => analyse(text, 'webgpu', text)))
  assert.deepEqual(outcomes.map(({ failure, reply }) => failure ?? reply!.analysis.backend), ['webgpu', 'webgpu', 'webgpu'])
})

test('an adapter in software is not taken by itself: WASM is faster', async () => {
  const { reply } = await analyse('auto', 'auto')
  assert.equal(reply!.analysis.backend, 'wasm')
  assert.deepEqual(reply!.analysis.notes, [])
})

test('nothing threw, and the content policy blocked nothing', async () => {
  assert.deepEqual(await opened.problems(), [])
})
