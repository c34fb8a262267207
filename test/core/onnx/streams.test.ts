import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { test } from 'node:test'
import { ortRuntime } from '../../../cli/ortRuntime.ts'
import { findAttention } from '../../../core/onnx/findAttention.ts'
import { findStreams } from '../../../core/onnx/findStreams.ts'
import { patchModel } from '../../../core/onnx/patchModel.ts'
import { readModel } from '../../../core/onnx/readModel.ts'
import { readNpz } from '../../readNpz.ts'
import { type FedTensor, toTensor } from './fedTensor.ts'

/*
 * The states between the layers and the parts of the embedding on every case of test/fixtures/onnx, against PyTorch's
 * hidden states and embedding modules.
 */

interface Case {
  readonly expect: string
  readonly kind: string
  readonly model: string
  readonly file?: string
  readonly layers: number
  readonly tolerance: number
  readonly inputs: readonly { readonly name: string; readonly feeds: Record<string, FedTensor> }[]
}

const fixtures = join(import.meta.dirname, '../../fixtures/onnx')
const sums = /^(gpt|llama|qwen|opt|modernbert|esm|clip|t5|vit|mistral|gemma|phi|cohere|bloom|falcon)/

for (const path of globSync(join(fixtures, '*/case.json')).sort()) {
  const one = JSON.parse(readFileSync(path, 'utf8')) as Case
  if (one.expect !== 'ok' || one.kind === 'encoder-decoder') continue
  const name = basename(dirname(path))
  test(`${name}: states and embeddings`, async () => {
    const model = readModel(readFileSync(join(dirname(path), one.file ?? 'model.onnx')), 'model.onnx')
    const streams = findStreams(model, findAttention(model, name.startsWith('clip') ? { modelType: 'clip_text_model' } : {}).sites)
    assert.equal(streams.length, 1)
    const [{ form, states, parts, missing, hidden }] = streams as [typeof streams[number]]
    assert.deepEqual([form, missing, hidden], [sums.test(name) ? 'sum' : 'normed', {}, 24])
    assert.deepEqual(states.map(({ depth, last }) => (last ? 'last' : depth)), [...Array(one.layers + 1).keys(), ...(form === 'sum' ? ['last'] : [])])
    const { parts: bytes, outputs, states: given } = patchModel(model, [], { streams, streamKinds: ['representations', 'embeddings'] })
    assert.deepEqual([outputs.length, given.length], [0, states.length + parts.length])
    const session = await ortRuntime().load({ parts: bytes })
    // Half and eight-bit weights are other numbers than PyTorch's: that they are nearest to theirs tells them apart.
    const bound = one.tolerance > 1e-4 ? 0.2 : 1e-3
    const expected = readNpz(readFileSync(join(fixtures, 'expected', `${one.model}.npz`)))
    for (const { name: input, feeds } of one.inputs) {
      const fed = Object.fromEntries(Object.entries(feeds).map(([key, tensor]) => [key, toTensor(tensor)]))
      const got = await session.run(fed, given.map(({ output }) => output))
      const wanted = Object.keys(expected).filter((key) => /\.embedding|\.representation$|\.last$/.test(key) && key.startsWith(`${input}/`))
      const told = one.kind === 'vision' ? given.filter(({ kind }) => kind === 'representations') : given
      assert.deepEqual(told.map((state) => `${input}/${state.name}`).sort(), wanted.sort())
      for (const { name: state, output } of told) {
        const { dims, data } = got[output]!
        const { shape, data: values } = expected[`${input}/${state}`]!
        assert.deepEqual(dims, shape)
        const exact = values as Float32Array
        const size = exact.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
        const worst = exact.reduce((most, value, i) => Math.max(most, Math.abs(value - (data as Float32Array)[i]!)), 0)
        assert.ok(worst <= bound * size, `${input}/${state} is off by ${String(worst)} of ${String(size)}`)
      }
    }
    await session.dispose()
  })
}
