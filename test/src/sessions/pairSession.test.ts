import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Analysis, AttentionSlice, TokenSpan } from '../../../protocol/attention.ts'
import { groupsFor } from '../../../src/grouping/groupsFor.ts'
import { gazeOf } from '../../../src/overlay/gaze.ts'
import { keyOf, type Session } from '../../../src/sessions/session.ts'
import { startChoice } from '../../../src/sessions/startChoice.ts'
import { apply, busySession, model } from '../makeSession.ts'

const word = (text: string, start: number, segment: number): TokenSpan => ({ id: 1, text, start, end: start + text.length, special: false, segment })
const analysis: Analysis = {
  tokens: [word('the', 0, 0), word('cat', 4, 0), { ...word('<s>', 0, 1), end: 0, special: true }, word('el', 0, 1), word('gato', 3, 1)],
  layers: ['encoder.0', 'decoder.0', 'cross.0'].map((name) => ({ name, heads: 1 })),
  target: { text: 'el gato', generated: true }, backend: 'wasm', timing: { loadMs: 1, runMs: 1 }, notes: [],
}
const choice = { layer: 2, head: 'mean' as const }
const slice: AttentionSlice = { choice, queries: 2, keys: 2, firstQuery: 3, firstKey: 0, weights: Float32Array.of(0.75, 0.25, 0.0625, 0.9375) }

function shown(start: Partial<Session>): Session {
  const busy = { ...busySession('the cat'), choice: { layer: 'mean', head: 'mean' } as const, ...start }
  return apply(busy, { type: 'analysed', key: keyOf(busy), analysis }, { type: 'slice', key: keyOf(busy), slice })
}

test('a token of a generated target tints the source, and stands in no document itself', () => {
  const session = apply(shown({}), { type: 'caret', tokens: [4] })
  assert.deepEqual(session.choice, choice)
  const { tints, row, units } = gazeOf(session)!
  assert.deepEqual([...row], [0.0625, 0.9375, 0, 0, 0])
  assert.deepEqual(tints.map(({ start, end }) => [start, end]), [[0, 3], [4, 7]])
  assert.deepEqual(units[4]!.spans, [])
})

test('a token of the source gets what the target’s tokens give it', () => {
  assert.deepEqual([...gazeOf(apply(shown({}), { type: 'caret', tokens: [1] }))!.row], [0, 0, 0, 0.25, 0.9375])
})

test('of two passages the second is the target, and tints the first as the first tints it', () => {
  const both = { ...busySession('the cat\nel gato'), choice: { layer: 'mean', head: 'mean' } as const }
  const session = shown({ run: { ...both.run, pair: 8 } })
  assert.deepEqual(gazeOf(apply(session, { type: 'caret', tokens: [1] }))!.tints.map(({ start, end }) => [start, end]), [[8, 10], [11, 15]])
  assert.deepEqual(gazeOf(apply(session, { type: 'caret', tokens: [4] }))!.tints.map(({ start, end }) => [start, end]), [[0, 3], [4, 7]])
})

test('a slice that reaches beyond the two texts is none of theirs', () => {
  const before = shown({})
  assert.equal(apply(before, { type: 'slice', key: keyOf(before), slice: { ...slice, firstQuery: 4 } }), before)
})

test('an encoder-decoder starts with its last cross-attention, other models as before', () => {
  assert.deepEqual(startChoice(model), { layer: 0, head: 0 })
  const files = (...paths: string[]) => paths.map((path) => ({ path, bytes: 1 }))
  assert.deepEqual(startChoice({ ...model, files: files('onnx/decoder_model_merged.onnx') }), { layer: 0, head: 0 })
  assert.deepEqual(startChoice({ ...model, kind: 'encoder-decoder', files: files('model.onnx') }), { layer: 'mean', head: 'mean' })
  assert.deepEqual(startChoice({ ...model, files: files('onnx/encoder_model.onnx', 'onnx/decoder_model_merged.onnx') }), { layer: 'mean', head: 'mean' })
})

test('source and target are grouped each in its own text, also a target that is in no document', () => {
  const members = (session: Session) => groupsFor(session.shown!, 'words', []).map(({ label, tokens }) => [label, tokens])
  const bytes = { ...analysis, tokens: [...analysis.tokens.slice(0, 4), word('ga', 3, 1), word('to', 5, 1)] }
  const busy = busySession('the cat')
  const generated = apply(busy, { type: 'analysed', key: keyOf(busy), analysis: bytes })
  const expected = [['the', [0]], ['cat', [1]], ['<s>', [2]], ['el', [3]], ['gato', [4, 5]]]
  assert.deepEqual(members(generated), expected)
  const both = busySession('the cat\nel gato')
  const second = apply({ ...both, run: { ...both.run, pair: 8 } }, { type: 'analysed', key: keyOf(both), analysis: bytes })
  assert.deepEqual(members(second), expected)
  assert.deepEqual(groupsFor(generated.shown!, 'lines', []).map(({ tokens }) => tokens), [[0, 1], [2], [3, 4, 5]])
  const grouping = { kind: 'words', version: 1, groups: groupsFor(generated.shown!, 'words', []) } as const
  const grouped = apply(generated, { type: 'chosen', choice }, { type: 'grouped', grouping }, {
    type: 'slice', key: keyOf(busy), slice: { ...slice, grouping: 'words' },
  })
  assert.equal(grouped.shown!.grouping, grouping)
  assert.deepEqual([...gazeOf(apply(grouped, { type: 'caret', tokens: [5] }))!.row], [0.0625, 0.9375, 0, 0, 0])
})
