import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pointedStretches } from '../../../src/overlay/pointedStretches.ts'
import { apply, readySession, sliceOf } from '../makeSession.ts'

const session = readySession('one two three', 100)

test('tokens are where the document has them; special ones are nowhere, and nothing is there twice', () => {
  assert.deepEqual(pointedStretches(session.shown!, [2, 3, 2, 0]), [{ start: 104, end: 107 }, { start: 108, end: 113 }])
  assert.deepEqual(pointedStretches(session.shown!, []), [])
})

test('what an edit took is not pointed at', () => {
  const edited = apply(session, { type: 'edited', edits: [{ offset: 105, length: 1, text: '' }], read: () => '' })
  assert.deepEqual(pointedStretches(edited.shown!, [2, 3]), [{ start: 107, end: 112 }])
})

test('of a group, all of it', () => {
  const groups = [{ label: '[CLS]', tokens: [0] }, { label: 'one two', tokens: [1, 2] }, { label: 'three', tokens: [3] }, { label: '[SEP]', tokens: [4] }]
  const slice = { ...sliceOf(session.shown!.analysis), queries: 4, keys: 4, weights: new Float32Array(16), grouping: 'words' as const }
  const grouped = apply(session, { type: 'grouped', grouping: { kind: 'words', version: 1, groups } }, { type: 'slice', key: { id: 's', version: 1 }, slice })
  assert.deepEqual(pointedStretches(grouped.shown!, [2]), [{ start: 100, end: 107 }])
})
