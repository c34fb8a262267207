import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { gazeRow } from '../../../src/overlay/gazeRow.ts'
import { lineShares, markSteps } from '../../../src/overlay/lineShares.ts'
import { apply, busySession, readySession } from '../makeSession.ts'

const text = 'one two\n\nthree\r\nfour five six'

test('a line has the sum of what its tokens are attended to, where the document has them', () => {
  const session = apply(readySession(text, 100), { type: 'caret', tokens: [2] })
  const row = gazeRow(session.shown!.slice!, [2], 'attendsTo')
  const lines = lineShares(session)
  const sums = [row[1]! + row[2]!, row[3]!, row[4]! + row[5]! + row[6]!]
  assert.equal(lines.length, 3, 'the empty line has nothing to say')
  lines.forEach(({ share }, index) => {
    assert.ok(Math.abs(share! - sums[index]!) < 1e-6)
  })
  assert.deepEqual(lines.map(({ at }) => at), [{ start: 104, end: 107 }, { start: 109, end: 114 }, { start: 126, end: 129 }], 'each at its strongest')
  assert.equal(lines[2]!.mark, markSteps - 1, 'the strongest line has the strongest mark')
})

test('attended by: a line has the mean of what its tokens give', () => {
  const session = apply(readySession(text), { type: 'caret', tokens: [2] }, { type: 'directed', direction: 'attendedBy' })
  const column = gazeRow(session.shown!.slice!, [2], 'attendedBy')
  const [first] = lineShares(session)
  assert.ok(Math.abs(first!.share! - (column[1]! + column[2]!) / 2) < 1e-6)
})

test('without weights, and where edits took all tokens, there is no line', () => {
  assert.deepEqual(lineShares(busySession(text)), [])
  const session = apply(readySession(text), { type: 'caret', tokens: [1] })
  const edited = apply(session, { type: 'edited', edits: [{ offset: 9, length: 5, text: '' }], read: () => '' })
  assert.equal(lineShares(edited).length, 2)
})

test('lines and special tokens together have all of the attention; marks go with the strength', () => {
  const word = fc.constantFrom('a', 'bb', 'c.')
  fc.assert(fc.property(fc.array(fc.array(word, { maxLength: 5 }), { minLength: 1, maxLength: 6 }), fc.nat(), (words, at) => {
    const source = words.map((line) => line.join(' ')).join('\n')
    const ready = readySession(source)
    const session = apply(ready, { type: 'caret', tokens: [at % ready.shown!.analysis.tokens.length] })
    const lines = lineShares(session)
    const row = gazeRow(session.shown!.slice!, session.caret, 'attendsTo')
    const total = lines.reduce((sum, { share }) => sum + share!, 0) + row[0]! + row.at(-1)!
    assert.ok(Math.abs(total - 1) < 1e-5)
    assert.equal(lines.length, words.filter((line) => line.length > 0).length)
    assert.ok(lines.length === 0 || lines.some(({ mark }) => mark === markSteps - 1))
  }))
})
