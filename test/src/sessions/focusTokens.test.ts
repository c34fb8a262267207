import assert from 'node:assert/strict'
import { test } from 'node:test'
import { focusTokens, nearestToken, tokensAt, type Caret } from '../../../src/sessions/focusTokens.ts'
import { editPlace } from '../../../src/sessions/editPlace.ts'
import { placeAt } from '../../../src/sessions/place.ts'
import { wordsOf } from '../makeSession.ts'

const text = 'let sum  = 0'
const tokens = wordsOf(text)
const place = placeAt(100, text.length)
const caret = (at: number): Caret => ({ anchor: 100 + at, active: 100 + at })

test('a caret means the token it is in, at whose start it is, or at whose end where none begins', () => {
  assert.deepEqual(focusTokens(tokens, place, [caret(0)]), [1])
  assert.deepEqual(focusTokens(tokens, place, [caret(5)]), [2])
  assert.deepEqual(focusTokens(tokens, place, [caret(7)]), [2])
  assert.deepEqual(focusTokens(tokens, place, [caret(8)]), [], 'between two spaces')
  const touching = [{ ...tokens[1]!, start: 0, end: 3 }, { ...tokens[2]!, start: 3, end: 5 }]
  assert.deepEqual(focusTokens(touching, place, [caret(3)]), [1])
})

test('several carets and selections mean all they touch', () => {
  assert.deepEqual(focusTokens(tokens, place, [caret(10), caret(1)]), [1, 3])
  assert.deepEqual(focusTokens(tokens, place, [{ anchor: 102, active: 106 }]), [1, 2])
})

test('a selection of the whole text means its moving end', () => {
  assert.deepEqual(focusTokens(tokens, place, [{ anchor: 100, active: 100 + text.length }]), [4])
  assert.deepEqual(focusTokens(tokens, place, [{ anchor: 100 + text.length, active: 100 }]), [1])
})

test('the tokens of one character are in focus together', () => {
  const bytes = [0, 1, 2].map((id) => ({ id, text: '?', start: 0, end: 2, special: false }))
  assert.deepEqual(tokensAt(bytes, placeAt(0, 2), 1), [0, 1, 2])
})

test('after an edit carets still find the tokens that are left', () => {
  const edited = editPlace(place, { offset: 100, length: 0, text: 'abc' })
  assert.deepEqual(focusTokens(tokens, edited, [{ anchor: 108, active: 108 }]), [2])
  const broken = editPlace(place, { offset: 105, length: 1, text: '' })
  assert.deepEqual(focusTokens(tokens, broken, [caret(10)]), [4])
})

test('for a start, the nearest token before the caret', () => {
  assert.deepEqual(nearestToken(tokens, place, 108), [2])
  assert.deepEqual(nearestToken(tokens, place, 0), [1])
  assert.deepEqual(nearestToken([tokens[0]!], place, 0), [])
})
