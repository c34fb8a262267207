import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stateMessage } from '../../../src/mounts/stateMessage.ts'
import { apply, readySession } from '../makeSession.ts'

const choice = { layer: 1, head: 2 }

test('a stop sets what is shown, and nothing that a person had set stays', () => {
  const before = apply(readySession('one two'), { type: 'pinned', tokens: [1] }, { type: 'specialised', special: 'hide' },
    { type: 'grouped', grouping: { kind: 'words', version: 1, groups: [{ label: 'one', tokens: [1] }] } })
  const stop = apply(before, { type: 'visited', stop: 'softmax', choice, direction: 'attendedBy' })
  const { tour, special, pinned, grouping, direction } = stateMessage(stop, () => '')
  assert.deepEqual({ tour, special, pinned, grouping, direction }, { tour: 'softmax', special: 'show', pinned: [], grouping: undefined, direction: 'attendedBy' })
  assert.deepEqual(stop.choice, choice)
})

test('the tour ends without a trace, and ending it twice changes nothing', () => {
  const stop = apply(readySession('one two'), { type: 'visited', stop: 'softmax', choice, direction: 'attendsTo' })
  const left = apply(stop, { type: 'left' })
  assert.equal('tour' in stateMessage(left, () => ''), false)
  assert.equal(apply(left, { type: 'left' }), left)
})
