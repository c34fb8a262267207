import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ortRuntime } from '../../../cli/ortRuntime.ts'
import { joinParts } from '../../../core/joinParts.ts'
import { findAttention } from '../../../core/onnx/findAttention.ts'
import { patchModel, type PatchOptions } from '../../../core/onnx/patchModel.ts'
import { readModel } from '../../../core/onnx/readModel.ts'
import type { Tensor } from '../../../core/runtime.ts'
import { type FedTensor, toTensor } from './fedTensor.ts'

const fixtures = join(import.meta.dirname, '../../fixtures/onnx')

function open(name: string) {
  const model = readModel(readFileSync(join(fixtures, name, 'model.onnx')), 'model.onnx')
  return { model, sites: findAttention(model).sites }
}

async function run(name: string, options: PatchOptions, more: Record<string, Tensor> = {}): Promise<Map<string, Tensor>> {
  const { model, sites } = open(name)
  const { parts, outputs } = patchModel(model, sites, options)
  const session = await ortRuntime().load({ parts })
  const { inputs } = JSON.parse(readFileSync(join(fixtures, name, 'case.json'), 'utf8')) as { inputs: { feeds: Record<string, FedTensor> }[] }
  const feeds = Object.fromEntries(Object.entries(inputs[1]!.feeds).map(([input, tensor]) => [input, toTensor(tensor)]))
  const got = await session.run({ ...feeds, ...more }, outputs.map(({ output }) => output))
  await session.dispose()
  return new Map(outputs.map(({ site, tensor, output }) => [`${site.name} ${tensor}`, got[output]!]))
}

function close(got: Tensor, dims: readonly number[], expected: readonly number[]): void {
  assert.deepEqual(got.dims, dims)
  const data = got.data as Float32Array
  assert.ok(expected.every((value, i) => Math.abs(value - data[i]!) < 1e-5))
}

test('the original bytes come first and are not copied; what follows is small', () => {
  const { model, sites } = open('bert-torchscript-eager')
  const { parts } = patchModel(model, sites)
  assert.equal(parts.length, 2)
  assert.equal(parts[0], model.bytes)
  assert.ok(parts[1]!.length < 1000)
})

test('the parts make one model that reads as such, its attention still to be found', () => {
  const { model, sites } = open('llama-torchscript-sdpa')
  const { parts, outputs } = patchModel(model, sites, { tensors: ['weights', 'query', 'key', 'value', 'scores', 'context'] })
  const patched = readModel(joinParts(parts), 'patched.onnx')
  assert.deepEqual(patched.graph.outputs.map(({ name }) => name), [...model.graph.outputs.map(({ name }) => name), ...outputs.map(({ output }) => output)])
  assert.ok(patched.graph.outputs.slice(model.graph.outputs.length).every(({ elementType }) => elementType === 1))
  assert.deepEqual(findAttention(patched).sites.map(({ name }) => name), sites.map(({ name }) => name))
})

test('a model patched before can be patched again: names never meet', async () => {
  const { model, sites } = open('gpt2-torchscript-sdpa')
  const tensors = ['weights', 'query', 'scores'] as const
  const once = readModel(joinParts(patchModel(model, sites, { tensors }).parts), 'once.onnx')
  const { parts, outputs } = patchModel(once, findAttention(once).sites, { tensors })
  const names = readModel(joinParts(parts), 'twice.onnx').graph.nodes.flatMap(({ outputs: made }) => made)
  assert.equal(new Set(names).size, names.length)
  const session = await ortRuntime().load({ parts })
  await session.dispose()
  assert.equal(outputs.length, sites.length * 3)
})

test('weights that the model outputs already are taken as they are', () => {
  const { model, sites } = open('bert-torchscript-eager-attentions')
  const { parts, outputs } = patchModel(model, sites)
  assert.deepEqual(outputs.map(({ output }) => output), ['attentions.0', 'attentions.1'])
  assert.equal(parts[1]!.length, 2)
})

for (const name of ['bert-torchscript-eager', 'bert-dynamo-sdpa', 'bert-torchscript-eager-fp16', 'distilbert-torchscript-eager-opset11']) {
  test(`reduced forms are what they say: ${name}`, async () => {
    const { model, sites } = open(name)
    const { headInput } = patchModel(model, sites, { tensors: ['head'] })
    const size = 4
    const got = await run(name, { tensors: ['weights', 'head', 'headMean', 'thumbnail'], thumbnailSize: size },
      { [headInput!]: { type: 'int64', dims: [1], data: BigInt64Array.of(2n) } })
    for (const { name: site } of sites) {
      const weights = got.get(`${site} weights`)!
      const [heads, queries, keys] = weights.dims.slice(-3) as [number, number, number]
      const data = weights.data as Float32Array
      const each = queries * keys
      close(got.get(`${site} head`)!, [1, queries, keys], [...data.subarray(2 * each, 3 * each)])
      const mean = Array.from({ length: each }, (_, at) => {
        let sum = 0
        for (let head = 0; head < heads; head++) sum += data[head * each + at]!
        return sum / heads
      })
      close(got.get(`${site} headMean`)!, [1, queries, keys], mean)
      close(got.get(`${site} thumbnail`)!, [heads, size, size], thumbnailOf(data, [heads, queries, keys], size))
    }
  })
}

/** Areas by fine sampling: every cell is cut into size x size equal pieces, each of which lies in one area whole. */
function thumbnailOf(data: Float32Array, [heads, queries, keys]: [number, number, number], size: number): number[] {
  const out = new Array<number>(heads * size * size).fill(0)
  for (let head = 0; head < heads; head++) {
    for (let row = 0; row < queries * size; row++) {
      for (let column = 0; column < keys * size; column++) {
        const value = data[(head * queries + Math.floor(row / size)) * keys + Math.floor(column / size)]!
        const area = (head * size + Math.floor(row / queries)) * size + Math.floor(column / keys)
        out[area]! += value / queries / keys
      }
    }
  }
  return out
}

test('thumbnails larger than the text repeat its cells', async () => {
  const got = await run('bert-torchscript-eager', { tensors: ['weights', 'thumbnail'], thumbnailSize: 64 })
  const weights = got.get('encoder.0 weights')!
  close(got.get('encoder.0 thumbnail')!, [4, 64, 64], thumbnailOf(weights.data as Float32Array, weights.dims.slice(-3) as [number, number, number], 64))
})

test('a thumbnail of no size is refused', () => {
  const { model, sites } = open('bert-torchscript-eager')
  for (const thumbnailSize of [0, -1, NaN, 2000]) assert.throws(() => patchModel(model, sites, { thumbnailSize }), /thumbnail/)
})
