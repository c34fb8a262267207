import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Analysis, TokenSpan } from '../../../protocol/attention.ts'
import { stateMessage } from '../../../src/mounts/stateMessage.ts'
import { memoryOf } from '../../../src/sessions/memory.ts'
import { placeAt } from '../../../src/sessions/place.ts'
import { focusOf, keyOf } from '../../../src/sessions/session.ts'
import { SessionStore } from '../../../src/sessions/sessionStore.ts'
import { startFocus } from '../../../src/sessions/startFocus.ts'
import { apply, busySession, makeRun, model, readySession, sliceOf } from '../makeSession.ts'

const uri = 'file:///pictures/scene.png'

/** A class token and 2 x 3 patches; with a caption of three tokens, of which the first starts it. */
function pictureAnalysis(caption = false): Analysis {
  const token = (id: number, text: string, special: boolean, segment?: number): TokenSpan => ({ id, text, start: 0, end: 0, special, ...segment !== undefined && { segment } })
  const own = [token(0, '[CLS]', true), ...['1,1', '1,2', '1,3', '2,1', '2,2', '2,3'].map((text, index) => token(index + 1, text, false))]
  const words = [token(1, '<s>', true, 1), token(5, 'a', false, 1), token(6, 'ring', false, 1)]
  return {
    tokens: caption ? [...own.map((each) => ({ ...each, segment: 0 })), ...words] : own,
    layers: caption ? [{ name: 'encoder.0', heads: 2 }, { name: 'cross.0', heads: 2 }] : [{ name: 'encoder.0', heads: 2 }],
    patches: { first: 1, rows: 2, columns: 3, box: { left: 0, top: 0, width: 1, height: 1 } },
    ...caption && { target: { text: 'a ring', generated: true } },
    backend: 'wasm', timing: { loadMs: 1, runMs: 1 }, notes: [],
  }
}

const pictureSession = () => ({ ...busySession(''), uri, title: 'scene.png', run: { ...makeRun(''), picture: { bytes: 77, modified: 5 }, keepsModel: true as const } })

test('a page is told the picture with an address of its own, and no text', () => {
  const { text, picture, stale } = stateMessage(pictureSession(), () => 'https://model/', (file, modified) => `https://page/${file}?${modified}`)
  assert.deepEqual({ text, picture, stale }, { text: '', picture: { name: 'scene.png', uri: `https://page/${uri}?5`, bytes: 77 }, stale: false })
})

test('it is looked from the class token, or the first word of a caption, until the person picks another', () => {
  const session = pictureSession()
  const analysis = pictureAnalysis()
  const ready = apply(session, { type: 'analysed', key: keyOf(session), analysis }, { type: 'slice', key: keyOf(session), slice: sliceOf(analysis) })
  assert.deepEqual(focusOf(ready), [0])
  assert.equal(ready.shown!.slice!.queries, 7)
  assert.deepEqual(focusOf(apply(ready, { type: 'caret', tokens: [4] }, { type: 'analysed', key: keyOf(session), analysis })), [4])
  assert.deepEqual(startFocus(pictureAnalysis(true), { layer: 1, head: 0 }), [9])
  assert.deepEqual(startFocus(pictureAnalysis(true), { layer: 0, head: 0 }), [0])
  assert.deepEqual(startFocus({ ...analysis, patches: { ...analysis.patches!, first: 0 } }, { layer: 0, head: 0 }), [4])
  assert.deepEqual(focusOf(readySession('one two')), [])
})

test('what is remembered of it is the file and the model, and it takes over no grouping', () => {
  const store = new SessionStore()
  store.request({ uri: 'file:///a.txt', title: 'a.txt', text: 'one', place: placeAt(0, 3), model, backend: 'auto', view: { choice: { layer: 0, head: 0 }, direction: 'attendsTo', pinned: [], grouping: 'words' } })
  store.show('file:///a.txt')
  const session = store.request({ uri, title: 'scene.png', text: '', place: placeAt(0, 0), picture: { bytes: 77, modified: 5 }, target: 'a ring', model, keepsModel: true, backend: 'auto' })
  assert.equal(session.grouping, undefined)
  const { picture, target, keepsModel, modelId } = memoryOf(session)
  assert.deepEqual({ picture, target, keepsModel, modelId }, { picture: true, target: 'a ring', keepsModel: true, modelId: 'bundled:tiny' })
  store.move(uri, 'file:///pictures/moved.png', 'moved.png')
  assert.equal(stateMessage(store.get('file:///pictures/moved.png')!, () => '').picture!.uri, 'file:///pictures/moved.png?5')
})
