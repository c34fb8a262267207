import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Worker as BrowserWorker } from 'playwright-core'
import type { BackendChoice } from '../../../protocol/model.ts'
import { openLab, type OpenLab } from './openLab.ts'

let opened: OpenLab
before(async () => {
  opened = await openLab({ webgpu: true })
})
after(() => opened.close())

const tiny = 'test/fixtures/onnx/bert-optimum-eager'
const tinyFiles = ['config.json', 'model.onnx', 'tokenizer.json', 'tokenizer_config.json']
let version = 0

function analyse(backend: BackendChoice) {
  const request = { key: { id: 'fallback', version: ++version }, text: 'the cat', model: opened.source(tiny, tinyFiles), backend }
  return opened.page.evaluate((given) => lab.analyse(given), request)
}

/** A new worker, in which the adapter in software passes for a real one. */
async function newWorker(): Promise<BrowserWorker> {
  await opened.page.evaluate(() => {
    lab.restart()
  })
  assert.equal((await analyse('wasm')).failure, undefined)
  const worker = opened.page.workers().at(-1)!
  await worker.evaluate(() => {
    Object.defineProperty(GPUAdapterInfo.prototype, 'isFallbackAdapter', { get: () => false })
  })
  return worker
}

test('where WebGPU works, auto takes it', async () => {
  await newWorker()
  const { reply } = await analyse('auto')
  assert.equal(reply!.analysis.backend, 'webgpu')
  assert.deepEqual(reply!.analysis.notes, [])
})

test('where the adapter gives no device, auto runs on WASM and says why, also the next time', async () => {
  const worker = await newWorker()
  await worker.evaluate(() => {
    GPUAdapter.prototype.requestDevice = () => Promise.reject(new Error('the driver is too old'))
  })
  for (const time of ['first', 'second']) {
    const { reply, failure } = await analyse('auto')
    assert.equal(failure, undefined, time)
    assert.equal(reply!.analysis.backend, 'wasm')
    assert.match(reply!.analysis.notes[0]!, /^WebGPU could not run bert-optimum-eager \(.*\), so WASM did\.$/)
  }
})

test('where WebGPU is forced and fails, that is the error', async () => {
  const worker = await newWorker()
  await worker.evaluate(() => {
    GPUAdapter.prototype.requestDevice = () => Promise.reject(new Error('the driver is too old'))
  })
  const { failure } = await analyse('webgpu')
  assert.match(failure!.message, /too old|WebGPU|webgpu/)
  assert.equal((await analyse('wasm')).reply!.analysis.backend, 'wasm')
})

test('a device that is lost while the model is loaded: auto goes on with WASM', async () => {
  const worker = await newWorker()
  await worker.evaluate(() => {
    const original = GPUAdapter.prototype.requestDevice
    GPUAdapter.prototype.requestDevice = async function (...given) {
      const device = await original.apply(this, given)
      Object.assign(globalThis, { lose: () => device.destroy() })
      return device
    }
  })
  assert.equal((await analyse('auto')).reply!.analysis.backend, 'webgpu')
  await worker.evaluate(() => {
    ;(globalThis as unknown as { lose(): void }).lose()
  })
  const { reply, failure } = await analyse('auto')
  assert.equal(failure, undefined)
  assert.equal(reply!.analysis.backend, 'wasm')
  assert.match(reply!.analysis.notes[0]!, /so WASM did/)
})

test('a backend that computes garbage is not believed', async () => {
  const worker = await newWorker()
  await worker.evaluate(() => {
    // Every shader then adds nothing: its outputs stay zeros or what was there.
    GPUComputePassEncoder.prototype.dispatchWorkgroups = () => undefined
    GPUComputePassEncoder.prototype.dispatchWorkgroupsIndirect = () => undefined
  })
  const { reply } = await analyse('auto')
  assert.equal(reply!.analysis.backend, 'wasm')
  assert.match(reply!.analysis.notes[0]!, /so WASM did/)
})
