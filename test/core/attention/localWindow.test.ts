import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ortRuntime } from '../../../cli/ortRuntime.ts'
import { localWindow, openModel } from '../../../core/index.ts'
import { fixtureFolder } from '../model/fixtureFolder.ts'

/** Attention that sees so many tokens back and ahead, as a mask makes it. */
function masked(heads: number, tokens: number, back: number, ahead: number): Float32Array {
  return Float32Array.from({ length: heads * tokens * tokens }, (_, at) => {
    const [query, key] = [Math.floor(at / tokens) % tokens, at % tokens]
    return key < query - back || key > query + ahead ? 0 : 1e-12 + (at % 7)
  }).map((weight) => (weight === 0 ? 0 : weight + 1e-9))
}
const layer = (data: Float32Array, heads: number, tokens: number) => ({ name: 'decoder.0', shape: [heads, tokens, tokens] as const, data })

test('a window is found where every token of every head ends at the same distance', () => {
  for (const [back, ahead] of [[3, 0], [5, 5], [1, 0], [2, 4]] as const) {
    assert.deepEqual(localWindow(layer(masked(3, 12, back, ahead), 3, 12)), { back, ahead })
  }
})

test('no window is claimed where a text is too short for it, or one weight lies beyond', () => {
  assert.equal(localWindow(layer(masked(2, 12, 11, 0), 2, 12)), undefined)
  assert.equal(localWindow(layer(masked(2, 12, 10, 0), 2, 12)), undefined)
  const beyond = masked(2, 12, 3, 0)
  beyond[(12 + 11) * 12] = 1e-20
  assert.equal(localWindow(layer(beyond, 2, 12)), undefined)
  const hole = masked(2, 12, 3, 0)
  hole[7 * 12 + 4] = 0
  assert.equal(localWindow(layer(hole, 2, 12)), undefined)
})

for (const [name, local] of [
  ['gpt_neo-torchscript-eager', true], ['gemma2-torchscript-eager', true], ['mistral-torchscript-eager', true], ['modernbert-torchscript-eager', true], ['gpt2-torchscript-eager', false], ['bert-torchscript-eager', false],
] as const) {
  test(`${name}: ${local ? 'its local layers are told, its global ones not' : 'no layer is called local'}`, async () => {
    const model = await openModel(fixtureFolder(name), ortRuntime())
    const { attention } = await model.capture(model.encode('the cat sat on the mat and the dog sat on the cat. '.repeat(4)))
    const windows = attention.map(localWindow)
    assert.equal(windows.some((window) => window !== undefined), local)
    // What the configuration says, of the same layers; ModernBERT's counts both sides.
    const sizes = windows.map((window) => window && (window.ahead > 0 ? window.back + window.ahead : window.back + 1))
    assert.deepEqual(model.info.sites.map(({ window }) => window), sizes)
    await model.dispose()
  })
}
