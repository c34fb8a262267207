import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Analysis } from '../../../protocol/attention.ts'
import { readSides } from '../../../src/commands/readSides.ts'
import { planOverlay } from '../../../src/overlay/planOverlay.ts'
import { focusTokens } from '../../../src/sessions/focusTokens.ts'
import { memoryOf, recall } from '../../../src/sessions/memory.ts'
import { locate, passagesOf } from '../../../src/sessions/place.ts'
import { keyOf } from '../../../src/sessions/session.ts'
import { documentsOf, isUnedited, seenFrom, whereIs } from '../../../src/sessions/sides.ts'
import { SessionStore } from '../../../src/sessions/sessionStore.ts'
import { strongestTargets } from '../../../src/targets/strongestTargets.ts'
import { model, wordsOf } from '../makeSession.ts'

const english = '# the cat sat'
const spanish = '-- el gato se sentó'
const [source, target] = ['file:///a.en', 'file:///b.es']

function makeStore(): SessionStore {
  const store = new SessionStore()
  const sides = readSides(
    { uri: source, passage: { start: 2, end: english.length }, documentText: english },
    { uri: target, passage: { start: 3, end: spanish.length }, documentText: spanish },
  )
  store.request({ uri: source, title: 'a.en', ...sides, model, backend: 'auto' })
  store.show(source)
  const own = wordsOf('the cat sat').map((token) => ({ ...token, segment: 0 }))
  const written = wordsOf('el gato se sentó').map((token) => ({ ...token, segment: 1 }))
  const analysis: Analysis = {
    tokens: [...own, ...written], layers: [{ name: 'cross.0', heads: 1 }], target: { text: 'el gato se sentó', generated: false },
    backend: 'wasm', timing: { loadMs: 1, runMs: 1 }, notes: [],
  }
  const key = keyOf(store.shown!)
  store.answer({ type: 'analysed', key, analysis })
  // el looks at the, gato at cat.
  const weights = Float32Array.from({ length: 5 * 5 }, (_, cell) => (Math.floor(cell / 5) + 1 === cell % 5 ? 0.6 : 0.1))
  store.answer({ type: 'slice', key, slice: { choice: { layer: 0, head: 0 }, queries: 5, keys: 5, firstQuery: 6, firstKey: 0, weights } })
  return store
}

const tinted = (store: SessionStore, uri: string, text: string): string[] => {
  const plan = planOverlay(store.seen(uri)!, 0, text.length)!
  return plan.tints.flat().map(({ start, end }) => text.slice(start, end))
}
const framed = (store: SessionStore, uri: string, text: string): string[] =>
  planOverlay(store.seen(uri)!, 0, text.length)!.sources.map(({ start, end }) => text.slice(start, end))
const caretIn = (store: SessionStore, uri: string, text: string, word: string): void => {
  const { shown } = store.seen(uri)!
  const at = text.indexOf(word)
  store.apply(source, { type: 'caret', tokens: focusTokens(shown!.analysis.tokens, shown!.run.place, [{ anchor: at, active: at }]) })
}

test('a caret in the target frames its token there and tints the source in its own document, and the reverse', () => {
  const store = makeStore()
  caretIn(store, target, spanish, 'gato')
  assert.deepEqual(framed(store, target, spanish), ['gato'])
  assert.deepEqual(framed(store, source, english), [])
  assert.deepEqual(tinted(store, target, spanish), [])
  assert.equal(planOverlay(store.seen(target)!, 0, spanish.length)!.note!.text, '[CLS] 10 %\u00a0 [SEP] 10 %', 'the target’s own special tokens have no share of it')
  assert.equal(tinted(store, source, english).at(-1), 'cat', 'the strongest level comes last')
  caretIn(store, source, english, 'the')
  assert.deepEqual(framed(store, source, english), ['the'])
  assert.equal(tinted(store, target, spanish).at(-1), 'el')
  assert.deepEqual(tinted(store, source, english), [])
})

test('the strongest target is in the other document', () => {
  const store = makeStore()
  const session = store.shown!
  const [first] = strongestTargets(session, [7], 1)
  assert.deepEqual(first, { uri: source, start: 6, end: 9 })
  assert.deepEqual(whereIs(session, { start: session.run.pair!, end: session.run.pair! + 2 }), { uri: target, start: 3, end: 5 })
  assert.deepEqual(documentsOf(session), [source, target])
})

test('edits of either document are followed in that one, and make both texts older than what is shown', () => {
  const store = makeStore()
  const now = `hola ${spanish}`
  store.follow(target, { type: 'edited', edits: [{ offset: 0, length: 0, text: 'hola ' }], read: (start, end) => now.slice(start, end) })
  assert.ok(isUnedited(store.shown!.run))
  caretIn(store, target, now, 'gato')
  assert.deepEqual(framed(store, target, now), ['gato'])
  assert.equal(tinted(store, source, english).at(-1), 'cat')
  const cut = now.replace('gato', 'perro')
  store.follow(target, { type: 'edited', edits: [{ offset: now.indexOf('gato'), length: 4, text: 'perro' }], read: (start, end) => cut.slice(start, end) })
  assert.ok(!isUnedited(store.shown!.run))
  assert.ok(!isUnedited(store.seen(target)!.run))
  const { place, beside } = store.shown!.run
  assert.deepEqual(passagesOf(beside!.place).map(({ start, end }) => cut.slice(start, end)), ['el perro se sentó'])
  assert.deepEqual(locate(place, 0, 3), { start: 2, end: 5 })
})

test('a renamed target stays beside its source, and what another document shows goes before', () => {
  const store = makeStore()
  store.move(target, 'file:///c.es', 'c.es')
  assert.equal(seenFrom(store.shown!, target), null)
  assert.equal(store.seen('file:///c.es')?.uri, source)
  store.request({ uri: 'file:///c.es', title: 'c.es', text: 'el', place: { length: 2, start: 0, end: 2, segments: [] }, model, backend: 'auto' })
  assert.equal(store.seen('file:///c.es')?.uri, source, 'what is shown goes first')
  store.show('file:///c.es')
  assert.equal(store.seen('file:///c.es')?.uri, 'file:///c.es')
  assert.equal(store.seen(source)?.uri, source)
})

test('a memory of two documents finds both texts again, one of a typed target the text that is in no document', () => {
  const store = makeStore()
  const memory = JSON.parse(JSON.stringify(memoryOf(store.shown!))) as ReturnType<typeof memoryOf>
  assert.equal(recall(memory, english, spanish), 'the cat sat\nel gato se sentó')
  assert.equal(recall(memory, english, spanish.replace('gato', 'pato')), undefined)
  assert.equal(recall(memory, english), undefined)
  const typed = memoryOf({ ...store.shown!, run: { ...store.shown!.run, target: 'un gato' } })
  assert.equal(typed.target, 'un gato')
})

test('two passages of one document, whichever comes first, are source and target in that document', () => {
  const text = 'el gato\nthe cat'
  const sides = readSides({ uri: source, passage: { start: 8, end: 15 }, documentText: text }, { uri: source, passage: { start: 0, end: 7 }, documentText: text })
  assert.equal(sides.text, 'the cat\nel gato')
  assert.equal(sides.beside, undefined)
  assert.deepEqual([sides.place.start, sides.place.end], [0, 15])
  assert.deepEqual(locate(sides.place, 8, 10), { start: 0, end: 2 })
})
