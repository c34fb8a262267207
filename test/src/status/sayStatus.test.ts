import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keyOf } from '../../../src/sessions/session.ts'
import { sayStatus } from '../../../src/status/sayStatus.ts'
import { english } from '../english.ts'
import { apply, busySession, readySession } from '../makeSession.ts'

test('what is shown: model, layer and head, direction, backend, tokens', () => {
  const { text, command } = sayStatus(readySession('one two'), english)
  assert.equal(text, '$(eye) Token Gaze: Tiny · L1 H1 · attends to · WASM · 4 tokens')
  assert.equal(command, 'tokenGaze.chooseLayerAndHead')
})

test('averages and the other direction have names', () => {
  const session = apply(readySession('one'), { type: 'directed', direction: 'attendedBy' }, { type: 'chosen', choice: { layer: 'mean', head: 'mean' } })
  assert.match(sayStatus(session, english).text, /all heads · attended by/)
  assert.match(sayStatus(apply(session, { type: 'chosen', choice: { layer: 1, head: 'mean' } }), english).text, /L2 average/)
})

test('a load says how far it is, and a click cancels it', () => {
  const busy = busySession('one')
  const loading = apply(busy, { type: 'progress', key: keyOf(busy), progress: { phase: 'download', loaded: 5, total: 12 } })
  const { text, command } = sayStatus(loading, english)
  assert.match(text, /^\$\(loading~spin\).*loading Tiny 41 %/)
  assert.equal(command, 'tokenGaze.cancel')
  assert.match(sayStatus(apply(busy, { type: 'progress', key: keyOf(busy), progress: { phase: 'download', loaded: 5, total: 0 } }), english).text, /preparing/)
  assert.match(sayStatus(apply(busy, { type: 'progress', key: keyOf(busy), progress: { phase: 'run' } }), english).text, /running Tiny/)
})

test('a failure warns with its sentence, an edit offers to run again', () => {
  const busy = busySession('one')
  const failed = sayStatus(apply(busy, { type: 'failed', key: keyOf(busy), failure: { message: 'Why.', blame: 'input' } }), english)
  assert.deepEqual([failed.warns, failed.tooltip], [true, 'Why.'])
  const edited = sayStatus(apply(readySession('one two'), { type: 'edited', edits: [{ offset: 1, length: 1, text: '' }], read: () => '' }), english)
  assert.match(edited.text, /edited since$/)
  assert.equal(edited.command, 'tokenGaze.showAttention')
})
