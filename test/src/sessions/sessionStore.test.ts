import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keyOf } from '../../../src/sessions/session.ts'
import { SessionStore } from '../../../src/sessions/sessionStore.ts'
import { placeAt } from '../../../src/sessions/place.ts'
import { analysisOf, model } from '../makeSession.ts'

const ask = (store: SessionStore, uri: string, text = 'one two') => {
  const session = store.request({ uri, title: uri, text, place: placeAt(0, text.length), model, backend: 'auto' })
  store.show(uri)
  return session
}

test('each document has its own session, and the active one is shown', () => {
  const store = new SessionStore()
  const a = ask(store, 'a')
  const b = ask(store, 'b')
  assert.notEqual(a.id, b.id)
  assert.equal(store.shown?.uri, 'b')
  store.show('a')
  assert.equal(store.shown.uri, 'a')
  store.show('c')
  assert.equal(store.shown.uri, 'a', 'a document without a session leaves what is shown')
})

test('a newer request of a document supersedes the older one', () => {
  const store = new SessionStore()
  const old = ask(store, 'a')
  const next = ask(store, 'a', 'three four five')
  assert.equal(next.id, old.id)
  assert.ok(next.run.version > old.run.version)
  store.answer({ type: 'analysed', key: keyOf(old), analysis: analysisOf('one two') })
  assert.equal(store.get('a')!.phase.kind, 'busy')
  store.answer({ type: 'analysed', key: keyOf(next), analysis: analysisOf('three four five') })
  assert.equal(store.get('a')!.phase.kind, 'ready')
})

test('answers to a session that was cleared go nowhere, also when its document is asked for again', () => {
  const store = new SessionStore()
  const old = ask(store, 'a')
  store.remove('a')
  const next = ask(store, 'a')
  store.answer({ type: 'analysed', key: keyOf(old), analysis: analysisOf('one two') })
  assert.equal(store.get('a')!.phase.kind, 'busy')
  assert.notDeepEqual(keyOf(next), keyOf(old))
})

test('a new session looks as the one before did', () => {
  const store = new SessionStore()
  ask(store, 'a')
  store.apply('a', { type: 'chosen', choice: { layer: 2, head: 4 } })
  store.apply('a', { type: 'directed', direction: 'attendedBy' })
  const { choice, direction } = ask(store, 'b')
  assert.deepEqual({ choice, direction }, { choice: { layer: 2, head: 4 }, direction: 'attendedBy' })
})

test('the first session shows the head that its model starts with, else the first; what a person chose goes on from there', () => {
  const request = { uri: 'a', title: 'a', text: 'one', place: placeAt(0, 3), backend: 'auto' as const }
  const starting = { ...model, id: 'bundled:start', start: { layer: 2, head: 4 } }
  assert.deepEqual(new SessionStore().request({ ...request, model }).choice, { layer: 0, head: 0 })
  const store = new SessionStore()
  assert.deepEqual(store.request({ ...request, model: starting }).choice, starting.start)
  store.show('a')
  store.apply('a', { type: 'chosen', choice: { layer: 1, head: 0 } })
  assert.deepEqual(store.request({ ...request, model: starting }).choice, { layer: 1, head: 0 })
  assert.deepEqual(store.request({ ...request, uri: 'b', model: starting }).choice, { layer: 1, head: 0 })
})

test('changes are told once, and only where something changed', () => {
  const store = new SessionStore()
  const told: string[] = []
  const listening = store.onChange(({ uri }) => told.push(uri))
  ask(store, 'a')
  store.apply('a', { type: 'directed', direction: 'attendsTo' })
  store.apply('b', { type: 'directed', direction: 'attendedBy' })
  assert.deepEqual(told, ['a'])
  listening.dispose()
  store.remove('a')
  assert.deepEqual(told, ['a'])
  assert.equal(store.shown, null)
})

test('a renamed document takes its session along, shown as before', () => {
  const store = new SessionStore()
  const { id } = ask(store, 'a')
  store.move('a', 'b', 'b')
  assert.equal(store.get('a'), null)
  assert.equal(store.shown?.id, id)
  assert.equal(store.shown.uri, 'b')
})

test('a first run that is given up leaves no session; an old session makes room for a new one', () => {
  const store = new SessionStore()
  const first = ask(store, 'a')
  store.answer({ type: 'failed', key: keyOf(first), failure: { message: '', blame: 'cancelled' } })
  assert.equal(store.get('a'), null)
  for (let index = 0; index < 30; index++) ask(store, `file ${index}`)
  assert.equal(store.all().length, 20)
  assert.equal(store.shown?.uri, 'file 29')
})
