import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { PredictionTable } from '../../../protocol/predictions.ts'
import type { About } from '../../../webview/exports/about.ts'
import { nameOf, revisionOf } from '../../../webview/exports/about.ts'
import { csvOf } from '../../../webview/exports/tables.ts'

const about: About = {
  generator: 'Token Gaze 0.1.0', model: 'M', revision: 'r', title: 'a.ts', text: 'x\ny "z"', layer: '1', head: '2', measure: 'weights',
  direction: 'attendsTo', view: 'heatmap', specialTokens: 'show',
}

test('a matrix is read back from CSV as it was; equal tokens have names apart', () => {
  const matrices = fc.integer({ min: 1, max: 5 }).chain((count) => fc.record({
    labels: fc.array(fc.constantFrom('the', ',', '"', '=1+1', 'a b', '↵', '#'), { minLength: count, maxLength: count }),
    weights: fc.array(fc.float({ noNaN: true, min: 0, max: 1 }), { minLength: count * count, maxLength: count * count }),
  }))
  fc.assert(fc.property(matrices, ({ labels, weights }) => {
    const count = labels.length
    const csv = csvOf(about, { labels, matrices: [{ choice: { layer: 0, head: 1 }, queries: count, keys: count, weights: Float32Array.from(weights) }] })
    const lines = csv.split('\r\n').slice(0, -1)
    const comments = lines.filter((line) => line.startsWith('# '))
    assert.equal(comments.length, Object.keys(about).length)
    assert.equal(JSON.parse(/^# text: (.*)$/m.exec(csv)![1]!), about.text)
    const rows = lines.slice(comments.length + 1)
    assert.deepEqual(Float32Array.from(rows.flatMap((row) => row.split(',').slice(-count).map(Number))), Float32Array.from(weights))
    const names = rows.map((row) => row.split(',').slice(0, -count).join(','))
    assert.equal(new Set(names).size, count)
    for (const name of names) assert.match(name, /^"?\d+ /)
  }))
})

test('predictions are a row a token: empty where nothing was expected, the likeliest as the text they stand for', () => {
  const table: PredictionTable = {
    first: 3, count: 2, surprisal: Float32Array.from([NaN, 1.5]), probability: Float32Array.from([NaN, 0.25]), rank: Int32Array.from([-1, 1]),
    likeliest: Int32Array.from([-1, -1, 1, 0, 0, -1]), likeliestProbability: Float32Array.from([NaN, NaN, 0.5, 0.25, 1, NaN]), likeliestCount: 2,
    spellings: [{ id: 4, text: 'Ġa', source: ' a', special: false }, { id: 0, text: '</s>', source: '', special: true }], vocabulary: 9,
  }
  const [, first, second] = csvOf(about, { places: ['<s>', '·a'], predictions: table }).split('\r\n').filter((line) => !line.startsWith('#'))
  assert.equal(first, '3 <s>,,,,,,,')
  assert.equal(second, '4 ·a,1.5,0.25,2,</s>,0.5, a,0.25')
})

test('a file is named after what it shows, without what file systems refuse', () => {
  assert.equal(nameOf({ ...about, title: 'a/b:c?.ts' }), 'a-b-c-.ts layer 1 head 2')
  assert.equal(nameOf({ ...about, view: 'model' }), 'a.ts all heads')
  assert.equal(nameOf({ ...about, view: 'predictions' }), 'a.ts surprisal')
  assert.equal(nameOf({ ...about, measure: 'rollout' }), 'a.ts layer 1 head 2 rollout')
})

test('a model is named by the hash of its graph, or its size where that is not known', () => {
  const files = [{ path: 'config.json', bytes: 3 }, { path: 'onnx/model.onnx', bytes: 9, sha256: 'abc' }]
  assert.equal(revisionOf(files), 'onnx/model.onnx, sha256:abc')
  assert.equal(revisionOf([{ path: 'model.onnx', bytes: 9 }]), 'model.onnx, 9 bytes')
})
