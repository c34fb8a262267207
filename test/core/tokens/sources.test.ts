import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { lines, names, tokenizerOf } from './expected.ts'

test('each token of a pair is of the text that it came from, whatever segments the model has', () => {
  const tokenizers = new Map(names.map((name) => [name, tokenizerOf(name)]))
  fc.assert(fc.property(fc.constantFrom(...names), fc.constantFrom(...lines), fc.constantFrom(...lines), (name, first, second) => {
    const tokenizer = tokenizers.get(name)!
    const { tokens, sources } = tokenizer.encode(first, { pair: second })
    assert.equal(sources.length, tokens.length)
    for (const [source, text] of [first, second].entries()) {
      const own = tokens.filter((token, index) => !token.special && sources[index] === source).map(({ id }) => id)
      assert.deepEqual(own, tokenizer.encode(text, { addSpecialTokens: false }).tokens.map(({ id }) => id))
    }
  }), { numRuns: 500 })
})

test('special tokens count to the text before them', () => {
  assert.deepEqual([...tokenizerOf('minilm').encode('one', { pair: 'two' }).sources], [0, 0, 0, 1, 1])
  const { tokens, sources, segments } = tokenizerOf('roberta').encode('on', { pair: 'to' })
  const text = tokens.map(({ special, text }, index) => `${special ? text : '_'}${String(sources[index])}`).join('')
  assert.match(text, /^<s>0(_0)+<\/s>0<\/s>0(_1)+<\/s>1$/)
  assert.ok(segments.every((segment) => segment === 0))
  assert.deepEqual([...tokenizerOf('minilm').encode('one').sources], [0, 0, 0])
})
