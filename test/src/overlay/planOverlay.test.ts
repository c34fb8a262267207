import assert from 'node:assert/strict'
import { test } from 'node:test'
import { planOverlay } from '../../../src/overlay/planOverlay.ts'
import { levels } from '../../../src/overlay/tintUnits.ts'
import { apply, busySession, readySession } from '../makeSession.ts'

const text = 'one two three'
const everything = [0, Infinity] as const

test('a session that has no weights yet shows nothing', () => {
  assert.equal(planOverlay(busySession(text), ...everything), undefined)
})

test('tints lie where the document has the tokens, the caret is outlined, the special share said', () => {
  const session = apply(readySession(text, 100), { type: 'caret', tokens: [2] })
  const plan = planOverlay(session, ...everything)!
  assert.deepEqual(plan.tints[levels - 1], [{ start: 108, end: 113 }], 'the last word has the largest weight')
  assert.deepEqual(plan.sources, [{ start: 104, end: 107 }])
  assert.match(plan.note!.text, /^\[CLS\] \d+ %/)
  assert.equal(plan.note!.at, 104)
  assert.equal(plan.stale, false)
})

test('only what is between the offsets is planned', () => {
  const session = apply(readySession(text, 100), { type: 'caret', tokens: [1] })
  const plan = planOverlay(session, 108, 200)!
  assert.deepEqual(plan.tints.flat(), [{ start: 108, end: 113 }])
  assert.deepEqual(plan.sources, [])
})

test('pins override carets', () => {
  const session = apply(readySession(text), { type: 'caret', tokens: [1] }, { type: 'pinned', tokens: [3] })
  assert.deepEqual(planOverlay(session, ...everything)!.sources, [{ start: 8, end: 13 }])
})

test('an edit dims what is left and drops what it touched; taking it back brings all of it back', () => {
  const session = apply(readySession(text), { type: 'caret', tokens: [1] })
  const now = 'one tXwo three'
  const edited = apply(session, { type: 'edited', edits: [{ offset: 5, length: 0, text: 'X' }], read: (from, to) => now.slice(from, to) })
  const plan = planOverlay(edited, ...everything)!
  assert.equal(plan.stale, true)
  assert.deepEqual(plan.tints.flat().map(({ start, end }) => now.slice(start, end)).sort(), ['one', 'three'])
  assert.ok(plan.tints.slice(levels / 2).every((stretches) => stretches.length === 0))
  const undone = apply(edited, { type: 'edited', edits: [{ offset: 5, length: 1, text: '' }], read: (from, to) => text.slice(from, to) })
  assert.deepEqual(planOverlay(undone, ...everything), planOverlay(session, ...everything))
})

test('a special token that is looked from is named on the first line; a source out of sight has no note', () => {
  const session = readySession(text, 100)
  const plan = planOverlay(apply(session, { type: 'caret', tokens: [4] }), ...everything)!
  assert.match(plan.note!.text, /^\[SEP\]: \[CLS\] \d+ %/)
  assert.equal(plan.note!.at, 100)
  assert.equal(planOverlay(apply(session, { type: 'caret', tokens: [1] }), 108, 200)!.note, null)
})
