import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stateMessage } from '../../../src/mounts/stateMessage.ts'
import { apply, readySession } from '../makeSession.ts'

test('a page is told the whole state, with an address of its own for the model', () => {
  const session = apply(readySession('one two'), { type: 'caret', tokens: [1] })
  assert.deepEqual(stateMessage(session, ({ folder }) => `https://page/${folder}/`), {
    key: { id: 's', version: 1 },
    title: 'a.txt',
    text: 'one two',
    model: { id: 'bundled:tiny', label: 'Tiny', baseUri: 'https://page/file:///models/tiny/', files: [{ path: 'config.json', bytes: 2 }] },
    backend: 'auto',
    choice: { layer: 0, head: 0 },
    direction: 'attendsTo',
    focus: [1],
    pinned: [],
    stale: false,
  })
})

test('pins are the focus, and an edit is stale', () => {
  const session = apply(readySession('one two'),
    { type: 'caret', tokens: [1] }, { type: 'pinned', tokens: [2] },
    { type: 'edited', edits: [{ offset: 1, length: 1, text: '' }], read: () => '' })
  const { focus, pinned, stale } = stateMessage(session, () => '')
  assert.deepEqual({ focus, pinned, stale }, { focus: [2], pinned: [2], stale: true })
})
