import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { hideSpecial } from '../../../protocol/hideSpecial.ts'
import { hoverMarkdown } from '../../../src/hover/hoverMarkdown.ts'
import { gazeOf } from '../../../src/overlay/gaze.ts'
import { lineNotes } from '../../../src/overlay/lineNotes.ts'
import { lineShares } from '../../../src/overlay/lineShares.ts'
import { planOverlay } from '../../../src/overlay/planOverlay.ts'
import { english } from '../english.ts'
import { apply, readySession } from '../makeSession.ts'

const session = apply(readySession('one two\nthree'), { type: 'caret', tokens: [2] })
const hidden = apply(session, { type: 'specialised', special: 'hide' })
const scaled = apply(session, { type: 'specialised', special: 'renormalise' })
const sum = (row: Iterable<number>): number => [...row].reduce((all, weight) => all + weight, 0)
const near = (a: number, b: number): void => { assert.ok(Math.abs(a - b) < 1e-6, `${a} ${b}`) }

test('the mode changes the row; what special tokens have is the same in all', () => {
  const [shown, left, up] = [session, hidden, scaled].map((each) => gazeOf(each)!) as [NonNullable<ReturnType<typeof gazeOf>>, NonNullable<ReturnType<typeof gazeOf>>, NonNullable<ReturnType<typeof gazeOf>>]
  assert.deepEqual(left.shares, shown.shares)
  assert.deepEqual(up.shares, shown.shares)
  const share = sum(shown.shares.map((one) => one.share))
  near(sum(left.row), 1 - share)
  near(sum(up.row), 1)
  assert.deepEqual([left.row[0], left.row[4], up.row[0], up.row[4]], [0, 0, 0, 0])
  near(up.row[1]! / up.row[3]!, shown.row[1]! / shown.row[3]!)
  assert.equal(left.row[1], shown.row[1])
})

test('line totals: left out, they stay what the model gives; scaled up, they make the whole', () => {
  const shares = (each: typeof session): number[] => lineShares(each).map(({ share }) => share!)
  shares(session).forEach((share, line) => { near(shares(hidden)[line]!, share) })
  near(sum(shares(scaled)), 1)
})

test('notes and hovers say what is done wherever the numbers are', () => {
  const sight = { lineOf: () => 0, isSeen: () => true }
  const note = (each: typeof session): string => lineNotes(each, planOverlay(each, 0, Infinity)!, sight, false, english).get(0)!
  assert.match(note(session), /%$/)
  assert.match(note(hidden), /%\u00a0 left out$/)
  assert.match(note(scaled), /%\u00a0 left out, the rest scaled up$/)
  const hover = (each: typeof session): string => hoverMarkdown(each, 2, { color: '#ffffff', strongest: 0.5 }, english)!
  assert.match(hover(session), /special tokens 0\.\d{3} /)
  assert.match(hover(hidden), /special tokens 0\.\d{3}, left out /)
  assert.match(hover(scaled), /special tokens 0\.\d{3}, left out, the rest scaled up /)
  assert.notEqual(hover(session).match(/three \|.*?(\d\.\d{3})/)![1], hover(scaled).match(/three \|.*?(\d\.\d{3})/)![1])
})

test('whatever the weights: nothing at special tokens, each row\'s whole kept or without their part, the slice untouched', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 6 }).chain((count) => fc.tuple(
    fc.array(fc.boolean(), { minLength: count, maxLength: count }),
    fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: count * count, maxLength: count * count }),
  )), ([special, weights]) => {
    const count = special.length
    const slice = { choice: { layer: 0, head: 0 }, queries: count, keys: count, weights: Float32Array.from(weights) }
    assert.equal(hideSpecial(slice, special, 'show'), slice)
    const rows = (mode: 'hide' | 'renormalise'): Float32Array[] => {
      const { weights: found } = hideSpecial(slice, special, mode)
      return special.map((_, query) => found.slice(query * count, (query + 1) * count))
    }
    const [left, up] = [rows('hide'), rows('renormalise')]
    special.forEach((isSpecial, query) => {
      const row = weights.slice(query * count, (query + 1) * count)
      const rest = sum(row.filter((_, key) => !special[key]))
      assert.ok(special.every((one, key) => !one || (left[query]![key] === 0 && up[query]![key] === 0)))
      if (isSpecial) assert.equal(sum(left[query]!) + sum(up[query]!), 0)
      else {
        assert.ok(Math.abs(sum(left[query]!) - rest) < 1e-5)
        assert.ok(Math.abs(sum(up[query]!) - (rest > 0 ? sum(row) : 0)) < 1e-4)
      }
    })
    assert.deepEqual([...slice.weights], weights)
  }))
})
