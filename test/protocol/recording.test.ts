import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fromBase64, toBase64 } from '../../protocol/base64.ts'
import { readRecording } from '../../protocol/readRecording.ts'
import { writeRecording, type Recording } from '../../protocol/recording.ts'

const english = (text: string, ...values: (string | number)[]): string => text.replace(/\{(\d)\}/g, (_, at: string) => String(values[Number(at)]))
const read = (text: string) => readRecording(text, 'a.gaze.json', english)

const weights = (length: number) => fc.array(fc.float({ noNaN: true, min: 0, max: 1 }), { minLength: length, maxLength: length }).map((values) => Float32Array.from(values))

const recordings = fc.record({ count: fc.integer({ min: 1, max: 5 }), heads: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }), text: fc.string({ unit: 'grapheme', minLength: 5 }) })
  .chain(({ count, heads, text }) => fc.record({
    layers: fc.tuple(...heads.map((each) => weights(each * count * count))),
    slice: weights(count * count), hasLayers: fc.boolean(), navigation: fc.jsonValue(),
  }).map(({ layers, slice, hasLayers, navigation }): Recording => ({
    generator: 'Token Gaze 0.1.0', title: 'a.ts', text,
    model: { id: 'bundled:m', label: 'M', files: [{ path: 'model.onnx', bytes: 3, sha256: 'abc' }] },
    analysis: {
      tokens: Array.from({ length: count }, (_, id) => ({ id, text: `t${id}`, start: id, end: id, special: id === 0 })),
      layers: heads.map((each, index) => ({ name: `encoder.${index}`, heads: each })), backend: 'wasm', timing: { loadMs: 1, runMs: 2 }, notes: [],
    },
    thumbnails: { size: 1, layers: heads.length, heads: Math.max(...heads), pixels: new Uint8Array(heads.length * Math.max(...heads)).fill(7) },
    choice: { layer: 0, head: 0 }, direction: 'attendsTo', focus: [0], pinned: [], navigation,
    layers: hasLayers ? heads.map((each, index) => ({ name: `encoder.${index}`, heads: each, queries: count, keys: count, weights: layers[index]! })) : null,
    slices: [{ choice: { layer: 0, head: 0 }, queries: count, keys: count, weights: slice }], statistics: null,
  })))

test('bytes come back from base64, which is that of everybody', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
    assert.equal(toBase64(bytes), Buffer.from(bytes).toString('base64'))
    assert.deepEqual(fromBase64(toBase64(bytes)), bytes)
  }))
  const long = Uint8Array.from({ length: 100_000 }, (_, at) => at * 7)
  assert.equal(toBase64(long), Buffer.from(long).toString('base64'))
  assert.equal(fromBase64('AB=C'), null)
  assert.equal(fromBase64('ABC'), null)
})

test('a recording comes back bit by bit', () => {
  fc.assert(fc.property(recordings, (recording) => {
    const back = read(writeRecording(recording))
    assert.ok('recording' in back, JSON.stringify(back))
    const { navigation, ...rest } = back.recording as Recording & { format: string; version: number }
    const { navigation: before, ...expected } = recording
    assert.deepEqual({ ...rest }, { format: 'token-gaze session', version: 1, ...expected })
    assert.equal(JSON.stringify(navigation), JSON.stringify(before))
  }), { numRuns: 50 })
})

test('a file that was cut off, changed or is something else gets one sentence', () => {
  const isSentence = (text: string): void => {
    const back = read(text)
    if ('problem' in back) assert.match(back.problem, /^a\.gaze\.json [^.]*\.$/)
  }
  fc.assert(fc.property(recordings, fc.nat(), (recording, seed) => {
    const text = writeRecording(recording)
    assert.ok('problem' in read(text.slice(0, seed % text.length)))
    isSentence(text.slice(0, seed % text.length) + String.fromCharCode(32 + seed % 90) + text.slice(seed % text.length + 1))
  }), { numRuns: 100 })
  fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), isSentence))
})

test('any part that is missing, or of another kind, is noticed or does no harm', () => {
  fc.assert(fc.property(recordings, fc.nat(), fc.constantFrom<unknown>(undefined, null, -1, 1e9, 'x', [], {}, true, [[]]), (recording, which, other) => {
    const found = JSON.parse(writeRecording(recording)) as Record<string, unknown>
    const holders: [Record<string, unknown>, string][] = []
    const walk = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return
      for (const key of Object.keys(value)) {
        if (key === 'navigation') continue
        holders.push([value as Record<string, unknown>, key])
        walk((value as Record<string, unknown>)[key])
      }
    }
    walk(found)
    const [holder, key] = holders[which % holders.length]!
    holder[key] = other
    const back = read(JSON.stringify(found))
    if ('problem' in back) assert.match(back.problem, /^a\.gaze\.json [^.]*\.$/)
    else {
      const { analysis, layers, slices } = back.recording
      const count = analysis.tokens.length
      for (const layer of layers ?? []) assert.equal(layer.weights.length, layer.heads * count * count)
      for (const slice of slices) assert.equal(slice.weights.length, count * count)
    }
  }), { numRuns: 300 })
})

test('a newer session says so', () => {
  assert.deepEqual(read('{"format":"token-gaze session","version":2}'), { problem: 'a.gaze.json was saved by a newer Token Gaze; update the extension to open it.' })
  assert.deepEqual(read('[]'), { problem: 'a.gaze.json is no Token Gaze session; open it with another editor.' })
})
