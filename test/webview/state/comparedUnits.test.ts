import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TokenSpan } from '../../../protocol/attention.ts'
import { leftOut, mostCompared, readContextSettings, suggested } from '../../../webview/state/comparedUnits.ts'
import { missingComparison, noComparing, sameComparison } from '../../../webview/state/comparing.ts'
import type { Units } from '../../../webview/state/units.ts'

/** Units of some words; those in brackets are special. */
function unitsOf(words: string): Units {
  const labels = words.split(' ')
  const list = labels.map((text, id): TokenSpan => ({ id, text, start: 0, end: 0, special: text.startsWith('[') }))
  return { list, labels, tokens: labels.map((_, unit) => [unit]) }
}

const banks = unitsOf('[CLS] the bank of the ·bank by it [SEP]')

test('the focus suggests itself and every other of the same text', () => {
  assert.deepEqual(suggested(banks, [2]), [2, 5])
  assert.deepEqual(suggested(banks, [5]), [2, 5])
  assert.deepEqual(suggested(banks, [3]), [3])
  assert.deepEqual(suggested(banks, [0]), [0])
  assert.deepEqual(suggested(banks, [1, 3]), [1, 3, 4])
})

test('without a focus the longest word that comes again is suggested, else the first', () => {
  assert.deepEqual(suggested(banks, []), [2, 5])
  assert.deepEqual(suggested(unitsOf('[CLS] a b c [SEP]'), []), [1])
  assert.deepEqual(suggested(unitsOf('[CLS] . . ab [SEP]'), []), [1])
  assert.deepEqual(suggested(unitsOf('[CLS] [SEP]'), []), [])
  assert.deepEqual(suggested(banks, [99]), [2, 5])
})

test('more than can be read are not suggested, and how many are left out is known', () => {
  const many = unitsOf('x x x x x x x x')
  const chosen = suggested(many, [1])
  assert.equal(chosen.length, mostCompared)
  assert.ok(chosen.includes(1))
  assert.equal(leftOut(many, chosen), 8 - mostCompared)
  assert.equal(leftOut(many, chosen.slice(1)), 0)
})

test('what an earlier page stored is read only where it is as it should be', () => {
  assert.deepEqual(readContextSettings({ of: 'a', chosen: [1, 2] }), { of: 'a', chosen: [1, 2] })
  assert.deepEqual(readContextSettings({ of: 'a', chosen: [1, -2] }), { of: '', chosen: [] })
  assert.deepEqual(readContextSettings({ chosen: 3 }), { of: '', chosen: [] })
})

test('what is here, has failed or is of nothing is not asked for', () => {
  const need = { chosen: [1, 2], groups: null }
  assert.equal(missingComparison({ chosen: [], groups: null }, noComparing), null)
  assert.equal(missingComparison(need, noComparing), need)
  const failure = { message: '', blame: 'cancelled' as const }
  assert.equal(missingComparison(need, { ...noComparing, failed: { of: { ...need }, failure } }), null)
  assert.equal(missingComparison({ ...need, groups: [] }, { ...noComparing, failed: { of: need, failure } })?.chosen, need.chosen)
  assert.ok(sameComparison(null, null) && !sameComparison(null, need))
})
