import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lineNotes, rulerMarks } from '../../../src/overlay/lineNotes.ts'
import { lineShares } from '../../../src/overlay/lineShares.ts'
import { planOverlay } from '../../../src/overlay/planOverlay.ts'
import { english } from '../english.ts'
import { apply, readySession } from '../makeSession.ts'

const text = 'one two\nthree\nfour five six'
const session = apply(readySession(text), { type: 'caret', tokens: [1] })
const plan = planOverlay(session, 0, Infinity)!
const sight = (seen: (line: number) => boolean) => ({ lineOf: (offset: number) => text.slice(0, offset).split('\n').length - 1, isSeen: seen })

test('by default only the source\'s line has a note: special tokens, and where else it looks out of sight', () => {
  const notes = lineNotes(session, plan, sight(() => true), false, english)
  assert.deepEqual([...notes.keys()], [0])
  assert.match(notes.get(0)!, /^\[CLS\] \d+ %\u00a0 \[SEP\] \d+ %$/)
  const away = lineNotes(session, plan, sight((line) => line < 1), false, english).get(0)!
  const share = lineShares(session)[2]!.share!
  assert.ok(away.endsWith(` → ${Math.round(100 * share)} % on line 3`), away)
})

test('totals are on every line in sight, before what is said besides', () => {
  const notes = lineNotes(session, plan, sight((line) => line !== 1), true, english)
  assert.deepEqual([...notes.keys()].sort(), [0, 2])
  const [first, , third] = lineShares(session)
  assert.ok(notes.get(0)!.startsWith(`${first!.share!.toFixed(3)}\u00a0 [CLS]`))
  assert.equal(notes.get(2), third!.share!.toFixed(3))
})

test('an edit is said at the source', () => {
  const edited = apply(session, { type: 'edited', edits: [{ offset: 9, length: 1, text: '' }], read: () => '' })
  assert.match(lineNotes(edited, planOverlay(edited, 0, Infinity)!, sight(() => true), false, english).get(0)!, /edited since; run Show Attention again$/)
})

test('the ruler has a mark a line, on its strongest word', () => {
  const marks = [...rulerMarks(session).values()].flat().map(({ start, end }) => text.slice(start, end)).sort()
  assert.deepEqual(marks, ['six', 'three', 'two'])
})
