import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { GazeError } from '../../../core/index.ts'
import { lines, names, tokenizerOf } from './expected.ts'

const minilm = tokenizerOf('minilm')

test('a text that fits is not cut', () => {
  const { tokens, truncated } = minilm.encode('one two three', { maxTokens: 5 })
  assert.equal(tokens.length, 5)
  assert.equal(truncated, undefined)
})

test('a long text keeps its beginning, special tokens counted in', () => {
  const { tokens, truncated } = minilm.encode('one two three four', { maxTokens: 5 })
  assert.deepEqual(tokens.map((token) => token.text), ['[CLS]', 'one', 'two', 'three', '[SEP]'])
  assert.deepEqual(truncated, { kept: 5, total: 6, at: 13 })
})

test('the longer text of a pair is cut first, and `at` is an offset into the first', () => {
  const first = minilm.encode('one two three four', { pair: 'five six', maxTokens: 8 })
  assert.deepEqual(first.tokens.map((token) => token.text), ['[CLS]', 'one', 'two', 'three', '[SEP]', 'five', 'six', '[SEP]'])
  assert.deepEqual(first.truncated, { kept: 8, total: 9, at: 13 })
  assert.deepEqual([...first.segments], [0, 0, 0, 0, 0, 1, 1, 1])
  const second = minilm.encode('one', { pair: 'two three four five', maxTokens: 7 })
  assert.deepEqual(second.truncated, { kept: 7, total: 8, at: 3 })
})

test('without special tokens all of the room is for text', () => {
  const { tokens, truncated } = minilm.encode('one two three', { maxTokens: 2, addSpecialTokens: false })
  assert.deepEqual(tokens.map((token) => token.text), ['one', 'two'])
  assert.deepEqual(truncated, { kept: 2, total: 3, at: 7 })
})

test('room for nothing but the special tokens keeps no text; less is refused', () => {
  assert.deepEqual(minilm.encode('one', { maxTokens: 2 }).truncated, { kept: 2, total: 3, at: 0 })
  assert.throws(() => minilm.encode('one', { maxTokens: 1 }), GazeError)
})

test('what is kept is the beginning of the whole, and ends where `at` says', () => {
  const tokenizers = new Map(names.map((name) => [name, tokenizerOf(name)]))
  fc.assert(fc.property(fc.constantFrom(...names), fc.constantFrom(...lines), fc.integer({ min: 2, max: 40 }), (name, line, maxTokens) => {
    const whole = tokenizers.get(name)!.encode(line, { addSpecialTokens: false })
    const cut = tokenizers.get(name)!.encode(line, { addSpecialTokens: false, maxTokens })
    assert.deepEqual(cut.tokens, whole.tokens.slice(0, maxTokens))
    assert.equal(cut.segments.length, cut.tokens.length)
    if (whole.tokens.length <= maxTokens) return assert.equal(cut.truncated, undefined)
    assert.deepEqual(cut.truncated, { kept: maxTokens, total: whole.tokens.length, at: cut.tokens.at(-1)!.end })
  }), { numRuns: 1000 })
})
