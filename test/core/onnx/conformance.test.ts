import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { test } from 'node:test'
import { ortRuntime } from '../../../cli/ortRuntime.ts'
import type { TensorKind } from '../../../core/onnx/attentionSite.ts'
import { findAttention } from '../../../core/onnx/findAttention.ts'
import { patchModel } from '../../../core/onnx/patchModel.ts'
import { readModel } from '../../../core/onnx/readModel.ts'
import type { ModelHint } from '../../../core/onnx/siteKinds.ts'
import type { RuntimeModel, Tensor } from '../../../core/runtime.ts'
import { type NpzArray, readNpz } from '../../readNpz.ts'
import { type FedTensor, toTensor } from './fedTensor.ts'

/* Every case of test/fixtures/onnx: tiny models through real exporters, against PyTorch's eager attention. */

interface Case {
  readonly expect: 'ok' | 'refused'
  readonly operator?: string
  readonly file?: string
  readonly kind: string
  readonly layers: number
  readonly heads: number
  readonly keyValueHeads: number
  readonly expected: string
  readonly tolerance: number
  readonly inputs: readonly { readonly name: string; readonly feeds: Record<string, FedTensor> }[]
}

const fixtures = join(import.meta.dirname, '../../fixtures/onnx')
const kinds: readonly TensorKind[] = ['query', 'key', 'value', 'scores', 'context']
const masked = -1e9

for (const path of globSync(join(fixtures, '*/case.json')).sort()) {
  const folder = dirname(path)
  const one = JSON.parse(readFileSync(path, 'utf8')) as Case
  // Those are a matter of the folder, not of one graph: core/model refuses them.
  if (one.kind === 'encoder-decoder') continue
  test(`${basename(folder)}: ${one.expect}`, async () => {
    const model = readModel(readFileSync(join(folder, one.file ?? 'model.onnx')), 'model.onnx')
    for (const hint of [readHint(folder), {}]) {
      const { sites, refusals } = findAttention(model, hint)
      if (one.expect === 'refused') {
        assert.equal(sites.length, 0)
        assert.equal(refusals.length, one.layers)
        for (const { operator, reason } of refusals) {
          assert.ok(operator.endsWith(one.operator!), `${operator} is not ${one.operator!}`)
          assert.match(reason, new RegExp(one.operator!))
        }
        return
      }
      assert.deepEqual(refusals, [])
      const stack = one.kind === 'decoder' ? 'decoder' : 'encoder'
      // Without the configuration, a text tower with a causal mask looks like a decoder.
      if (hint.modelType?.startsWith('clip') || !basename(folder).startsWith('clip')) {
        assert.deepEqual(sites.map(({ name }) => name), Array.from({ length: one.layers }, (_, n) => `${stack}.${String(n)}`))
      }
    }
    const { sites } = findAttention(model, readHint(folder))
    for (const site of sites) {
      assert.deepEqual(kinds.filter((kind) => kind in site.missing), [])
      assert.equal(site.heads, one.heads)
      assert.equal(site.keyValueHeads ?? site.heads, one.keyValueHeads)
    }
    const { parts, outputs } = patchModel(model, sites, { tensors: ['weights', ...kinds] })
    const plain = await ortRuntime().load({ parts: [model.bytes] })
    const patched = await ortRuntime().load({ parts })
    const expected = readNpz(readFileSync(join(fixtures, one.expected)))
    for (const { name: input, feeds } of one.inputs) {
      const fed = Object.fromEntries(Object.entries(feeds).map(([name, tensor]) => [name, toTensor(tensor)]))
      const got = await patched.run(fed, outputs.map(({ output }) => output))
      for (const { site, tensor, output } of outputs) {
        const name = `${input}/${site.name}${tensor === 'weights' ? '' : `.${tensor}`}`
        const array = expected[name]
        if (array) compare(name, got[output]!, array, tensor === 'weights' ? one.tolerance : undefined)
        else assert.ok(one.tolerance > 1e-4 && tensor !== 'weights', `${name} is not among the expected arrays`)
      }
      await sameResults(plain, patched, fed, model.graph.outputs.map(({ name }) => name))
    }
    await Promise.all([plain.dispose(), patched.dispose()])
  })
}

test('there are cases', () => {
  assert.ok(globSync(join(fixtures, '*/case.json')).length > 50)
})

function readHint(folder: string): ModelHint {
  const path = join(folder, 'config.json')
  if (!existsSync(path)) return {}
  const config = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
  return {
    modelType: config.model_type as string,
    architectures: (config.architectures ?? []) as string[],
    isDecoder: config.is_decoder === true,
    isEncoderDecoder: config.is_encoder_decoder === true,
  }
}

/** Weights within `absolute`; other tensors within a thousandth of the largest number in them, masks exactly alike. */
function compare(name: string, { type, dims, data }: Tensor, expected: NpzArray, absolute?: number): void {
  assert.equal(type, 'float32', name)
  assert.deepEqual(dims.slice(-3), expected.shape, name)
  assert.ok(dims.slice(0, -3).every((dim) => dim === 1), `${name} has shape ${dims.join()}`)
  const [got, wanted] = [data, expected.data] as [Float32Array, Float32Array]
  const size = wanted.reduce((most, value) => (value === masked ? most : Math.max(most, Math.abs(value))), 0)
  const bound = absolute ?? 1e-3 * size
  let worst = 0
  wanted.forEach((value, i) => {
    worst = Math.max(worst, value === masked && got[i] === masked ? 0 : Math.abs(value - got[i]!))
  })
  assert.ok(worst <= bound, `${name} is off by ${String(worst)}, allowed ${String(bound)}`)
}

async function sameResults(plain: RuntimeModel, patched: RuntimeModel, feeds: Record<string, Tensor>, names: readonly string[]): Promise<void> {
  const before = await plain.run(feeds, names)
  const after = await patched.run(feeds, names)
  for (const name of names) {
    const [a, b] = [before[name]!.data as Float32Array, after[name]!.data as Float32Array]
    assert.equal(a.length, b.length)
    const size = a.reduce((most, value) => Math.max(most, Math.abs(value)), 1)
    assert.ok(a.every((value, i) => Math.abs(value - b[i]!) <= 1e-4 * size), `${name} changed`)
  }
}
