import assert from 'node:assert/strict'
import { test } from 'node:test'
import { beyondSight, sayBeyond } from '../../../src/overlay/beyond.ts'
import type { LineShare } from '../../../src/overlay/lineShares.ts'
import { english } from '../english.ts'

const line = (start: number, share: number | null, tokens = 1): LineShare => ({ at: { start, end: start + 1 }, share, tokens, mark: null })
const lines = [line(0, 0.3), line(10, 0.02), line(20, 0.2), line(30, 0.1), line(40, 0.11), line(50, null)]

test('the three strongest lines out of sight, in the order of the text, and what they have together', () => {
  const { share, at } = beyondSight(lines, 'attendsTo', () => false)!
  assert.deepEqual(at, [0, 20, 40])
  assert.ok(Math.abs(share - 0.61) < 1e-9)
  assert.deepEqual(beyondSight(lines, 'attendsTo', (offset) => offset < 30)!.at, [30, 40])
})

test('what is seen, what is weak and what is not known is left out', () => {
  assert.equal(beyondSight(lines, 'attendsTo', () => true), null)
  assert.equal(beyondSight(lines, 'attendsTo', (offset) => offset !== 10 && offset !== 50), null)
  assert.equal(beyondSight([line(0, 0.9), line(10, 0.06)], 'attendsTo', (offset) => offset === 0), null, 'weak beside what is seen')
})

test('attended by: the mean over the tokens of those lines', () => {
  const { share } = beyondSight([line(0, 0.4, 1), line(10, 0.1, 3)], 'attendedBy', () => false)!
  assert.ok(Math.abs(share - 0.7 / 4) < 1e-9)
})

test('the words, with line numbers', () => {
  assert.equal(sayBeyond(0.414, [3, 57], 'attendsTo', english), '→ 41 % on lines 3, 57')
  assert.equal(sayBeyond(0.05, [9], 'attendsTo', english), '→ 5 % on line 9')
  assert.equal(sayBeyond(0.12, [3], 'attendedBy', english), '← 12 % of line 3')
  assert.equal(sayBeyond(0.12, [3, 4], 'attendedBy', english), '← 12 % of lines 3, 4')
})
