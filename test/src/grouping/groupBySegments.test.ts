import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { TokenSpan } from '../../../protocol/attention.ts'
import { groupBySegments } from '../../../src/grouping/groupBySegments.ts'
import { identifierStarts, lineStarts, wordStarts } from '../../../src/grouping/segments.ts'

/** Tokens that end at these offsets, between two special ones. */
function cut(text: string, ...ends: number[]): TokenSpan[] {
  const special = { id: 0, text: '[X]', start: 0, end: 0, special: true }
  const inner = ends.map((end, index) => {
    const start = ends[index - 1] ?? 0
    return { id: index + 1, text: text.slice(start, end), start, end, special: false }
  })
  return [special, ...inner, special]
}
const labels = (tokens: readonly TokenSpan[], text: string, starts: readonly number[]) =>
  groupBySegments(tokens, text, starts).map(({ label, tokens: members }) => `${label.trim()}:${members.length}`)

test('pieces of a word are a word; the special tokens are alone', () => {
  const text = 'unbelievable'
  assert.deepEqual(labels(cut(text, 2, 8, 12), text, wordStarts(text)), ['[X]:1', 'unbelievable:3', '[X]:1'])
})

test('a space in front of a token does not tie it to the word before', () => {
  const text = 'the price rises'
  assert.deepEqual(labels(cut(text, 3, 7, 9, 15), text, wordStarts(text)), ['[X]:1', 'the:1', 'price:2', 'rises:1', '[X]:1'])
})

test('identifiers keep what belongs to names, and are cut at other signs', () => {
  const text = 'self.max_len += $x1*2.50'
  const spans = [4, 5, 8, 9, 12, 15, 18, 19, 20, 21, 22, 24]
  assert.deepEqual(labels(cut(text, ...spans), text, identifierStarts(text)),
    ['[X]:1', 'self:1', '.:1', 'max_len:3', '+=:1', '$x1:2', '*:1', '2.50:3', '[X]:1'])
})

test('a token over several segments joins them', () => {
  const text = 'f(x);'
  assert.deepEqual(labels(cut(text, 1, 2, 3, 5), text, identifierStarts(text)), ['[X]:1', 'f:1', '(:1', 'x:1', ');:1', '[X]:1'])
  assert.deepEqual(labels(cut(text, 2, 4, 5), text, identifierStarts(text)), ['[X]:1', 'f(:1', 'x):1', ';:1', '[X]:1'])
})

test('lines, with the line break in a token of its own or not', () => {
  const text = 'a b\r\nc\n\nd'
  assert.deepEqual(labels(cut(text, 1, 3, 5, 6, 8, 9), text, lineStarts(text)), ['[X]:1', 'a b:3', 'c:2', 'd:1', '[X]:1'])
})

test('scripts without spaces have words too', () => {
  const text = '我爱北京'
  const groups = labels(cut(text, 1, 2, 3, 4), text, wordStarts(text))
  assert.ok(groups.includes('北京:2'), groups.join(' '))
})

test('whatever the tokens, each is in one group, in order, and tokens of one character are never parted', () => {
  const texts = fc.array(fc.constantFrom('ab', ' ', '\n', '🙂', '_', '.', '9', '漢', 'é'), { minLength: 1, maxLength: 20 }).map((parts) => parts.join(''))
  fc.assert(fc.property(texts, fc.array(fc.nat(40)), fc.constantFrom(wordStarts, identifierStarts, lineStarts), (text, cuts, starts) => {
    const ends = [...new Set([...cuts.filter((at) => at > 0 && at < text.length), text.length])].sort((a, b) => a - b)
    const tokens = cut(text, ...ends)
    const doubled = tokens.flatMap((token) => (token.end - token.start === 1 ? [token, token] : [token]))
    const groups = groupBySegments(doubled, text, starts(text))
    assert.deepEqual(groups.flatMap(({ tokens: members }) => members), doubled.map((_, index) => index))
    const home = groups.flatMap(({ tokens: members }, group) => members.map(() => group))
    doubled.forEach((token, index) => {
      if (!token.special && token === doubled[index - 1]) assert.equal(home[index], home[index - 1])
    })
    assert.ok(groups.every(({ label }) => label !== ''))
  }))
})
