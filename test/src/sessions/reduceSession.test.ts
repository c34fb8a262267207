import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isIntact } from '../../../src/sessions/place.ts'
import { reduceSession } from '../../../src/sessions/reduceSession.ts'
import { focusOf, keyOf } from '../../../src/sessions/session.ts'
import { analysisOf, apply, busySession, makeRun, readySession, sliceOf } from '../makeSession.ts'

const text = 'one two three'

test('answers to another request change nothing', () => {
  const session = busySession(text)
  const analysis = analysisOf(text)
  for (const key of [{ id: 's', version: 0 }, { id: 'other', version: 1 }]) {
    assert.equal(reduceSession(session, { type: 'analysed', key, analysis }), session)
    assert.equal(reduceSession(session, { type: 'failed', key, failure: { message: 'late', blame: 'internal' } }), session)
    assert.equal(reduceSession(session, { type: 'progress', key, progress: { phase: 'run' } }), session)
  }
})

test('progress, analysis and slice make a session ready', () => {
  const session = readySession(text)
  assert.equal(session.phase.kind, 'ready')
  assert.equal(session.shown?.analysis.tokens.length, 5)
  assert.equal(session.shown.slice?.weights.length, 25)
})

test('a slice of another head, or of a wrong size, is dropped', () => {
  const session = readySession(text)
  const key = keyOf(session)
  const analysis = session.shown!.analysis
  assert.equal(apply(session, { type: 'slice', key, slice: sliceOf(analysis, { layer: 1, head: 1 }) }), session)
  assert.equal(apply(session, { type: 'slice', key, slice: { ...sliceOf(analysis), weights: new Float32Array(3) } }), session)
})

test('the slice of the head before stays until the new one is there', () => {
  const session = apply(readySession(text), { type: 'chosen', choice: { layer: 1, head: 2 } })
  assert.deepEqual(session.shown?.slice?.choice, { layer: 0, head: 0 })
  const next = apply(session, { type: 'slice', key: keyOf(session), slice: sliceOf(session.shown!.analysis, { layer: 1, head: 2 }) })
  assert.deepEqual(next.shown?.slice?.choice, { layer: 1, head: 2 })
})

test('a choice that the model has not is brought back into its bounds', () => {
  const busy = { ...busySession(text), choice: { layer: 11, head: 11 } }
  assert.deepEqual(apply(busy, { type: 'analysed', key: keyOf(busy), analysis: analysisOf(text, 2, 3) }).choice, { layer: 1, head: 2 })
})

test('a failed or cancelled run leaves what was shown', () => {
  const ready = readySession(text)
  const again = apply(ready, { type: 'requested', run: makeRun('other', 2) })
  const failed = apply(again, { type: 'failed', key: keyOf(again), failure: { message: 'no', blame: 'input' } })
  assert.equal(failed.phase.kind, 'failed')
  assert.equal(failed.shown, ready.shown)
  assert.deepEqual(apply(failed, { type: 'chosen', choice: { layer: 1, head: 0 } }).run, ready.run)
  const cancelled = apply(again, { type: 'failed', key: keyOf(again), failure: { message: '', blame: 'cancelled' } })
  assert.deepEqual(cancelled, ready)
  assert.deepEqual(apply(again, { type: 'reverted' }), ready)
})

test('pins hold over a run of the same text, and go with another', () => {
  const pinned = apply(readySession(text), { type: 'caret', tokens: [1] }, { type: 'pinned', tokens: [2, 3] })
  assert.deepEqual(focusOf(pinned), [2, 3])
  const rerun = (next: string) => {
    const busy = apply(pinned, { type: 'requested', run: makeRun(next, 2) })
    return apply(busy, { type: 'analysed', key: keyOf(busy), analysis: analysisOf(next) })
  }
  assert.deepEqual(rerun(text).pinned, [2, 3])
  assert.deepEqual(rerun('another text').pinned, [])
})

test('an edit while the model runs makes the answer stale, and taking it back makes it good', () => {
  const busy = busySession(text, 5)
  const edited = 'xxxx one TWO two three'
  const changed = apply(busy, { type: 'edited', edits: [{ offset: 9, length: 0, text: 'TWO ' }], read: (from, to) => edited.slice(from, to) })
  const ready = apply(changed, { type: 'analysed', key: keyOf(changed), analysis: analysisOf(text) })
  assert.equal(isIntact(ready.shown!.run.place), false)
  const back = apply(ready, { type: 'edited', edits: [{ offset: 9, length: 4, text: '' }], read: (from, to) => `xxxx ${text}`.slice(from, to) })
  assert.equal(isIntact(back.shown!.run.place), true)
})

test('an edit behind the text is no change at all', () => {
  const ready = readySession(text)
  assert.equal(apply(ready, { type: 'edited', edits: [{ offset: 50, length: 1, text: '' }], read: () => '' }), ready)
})
