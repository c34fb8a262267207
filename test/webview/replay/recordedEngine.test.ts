import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Recording } from '../../../protocol/recording.ts'
import { recordedEngine } from '../../../webview/replay/recordedEngine.ts'

const key = { id: 'recording', version: 1 }
const options = { signal: new AbortController().signal, onProgress: () => undefined }
const count = 4
const heads = 2

/** Random weights whose rows sum to 1. */
function recordingOf(seed: number, hasLayers: boolean): Recording {
  let state = seed + 1
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647
  const rows = (matrices: number) => Float32Array.from(Array.from({ length: matrices * count }, () => {
    const row = Array.from({ length: count }, random)
    const sum = row.reduce((a, b) => a + b)
    return row.map((value) => value / sum)
  }).flat())
  const layers = ['encoder.0', 'encoder.1'].map((name) => ({ name, heads, queries: count, keys: count, weights: rows(heads) }))
  return {
    generator: 'g', title: 't', text: 'a b c d', model: { id: 'm', label: 'M', files: [] },
    analysis: {
      tokens: Array.from({ length: count }, (_, id) => ({ id, text: 'abcd'[id]!, start: 2 * id, end: 2 * id + 1, special: id === 0 })),
      layers: layers.map(({ name }) => ({ name, heads })), backend: 'wasm', timing: { loadMs: 0, runMs: 0 }, notes: [],
    },
    thumbnails: { size: 1, layers: 2, heads, pixels: new Uint8Array(4) }, choice: { layer: 1, head: 0 }, direction: 'attendsTo',
    focus: [], pinned: [], navigation: null, layers: hasLayers ? layers : null, statistics: null,
    slices: [{ choice: { layer: 1, head: 0 }, queries: count, keys: count, weights: layers[1]!.weights.slice(0, count * count) }],
  }
}

test('every head comes back bit by bit, and what follows from the weights is worked out', async () => {
  await fc.assert(fc.asyncProperty(fc.nat(1e6), async (seed) => {
    const recording = recordingOf(seed, true)
    const engine = recordedEngine(recording)
    const all = recording.layers!
    for (const [layer, { weights }] of all.entries()) {
      for (let head = 0; head < heads; head++) {
        const slice = await engine.slice({ key, choice: { layer, head } }, options)
        assert.deepEqual(slice.weights, weights.slice(head * count ** 2, (head + 1) * count ** 2))
      }
    }
    const mean = await engine.slice({ key, choice: { layer: 0, head: 'mean' } }, options)
    const expected = Float32Array.from({ length: count ** 2 }, (_, at) => (all[0]!.weights[at]! + all[0]!.weights[count ** 2 + at]!) / 2)
    mean.weights.forEach((weight, at) => { assert.ok(Math.abs(weight - expected[at]!) < 1e-6) })
    const groups = [{ label: 'ab', tokens: [0, 1] }, { label: 'cd', tokens: [2, 3] }]
    const grouped = await engine.slice({ key, choice: { layer: 0, head: 1 }, grouping: 'words', groups }, options)
    assert.deepEqual([grouped.queries, grouped.keys, grouped.grouping], [2, 2, 'words'])
    for (const row of [0, 1]) assert.ok(Math.abs(grouped.weights[2 * row]! + grouped.weights[2 * row + 1]! - 1) < 1e-5)
    const rolled = await engine.slice({ key, choice: { layer: 1, head: 'mean', measure: 'rollout' } }, options)
    for (let row = 0; row < count; row++) assert.ok(Math.abs(rolled.weights.subarray(row * count, (row + 1) * count).reduce((a, b) => a + b) - 1) < 1e-5)
    const { entropy } = await engine.heads({ key }, options)
    assert.equal(entropy.length, 4)
    assert.ok(entropy.every((bits) => bits > 0 && bits <= 2))
  }), { numRuns: 20 })
})

test('what is not recorded is refused in a sentence', async () => {
  const refuses = (work: Promise<unknown>, what: RegExp) => assert.rejects(work, (error: Error & { failure?: { message: string; blame: string } }) =>
    error.failure?.blame === 'input' && what.test(error.failure.message))
  const partial = recordedEngine(recordingOf(7, false))
  assert.equal((await partial.slice({ key, choice: { layer: 1, head: 0 } }, options)).queries, count)
  await refuses(partial.slice({ key, choice: { layer: 0, head: 0 } }, options), /only the heads that were shown/)
  await refuses(partial.heads({ key }, options), /only the heads that were shown/)
  assert.deepEqual(await partial.weights({ key, most: 1e9 }, options), { layers: null })
  const whole = recordedEngine(recordingOf(7, true))
  await refuses(whole.slice({ key, choice: { layer: 0, head: 'mean', measure: 'norms' } }, options), /not recorded/)
  await refuses(whole.steps({ key, layer: 0, head: 0, query: 0 }, options), /vectors/)
  await refuses(whole.representations({ key, chosen: [0] }, options), /representations/)
})
