import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tokenizerOf } from './expected.ts'

/** Each token beside the text that its span covers. */
function pieces(name: string, text: string): [token: string, covers: string][] {
  return tokenizerOf(name).encode(text, { addSpecialTokens: false }).tokens.map((token) => [token.text, text.slice(token.start, token.end)])
}

test('lower case, accents, control characters and Chinese, as MiniLM takes them', () => {
  assert.deepEqual(pieces('minilm', 'HÉLLO\tw\u0000orld cafe\u0301 日本'), [
    ['hello', 'HÉLLO'], ['world', 'w\u0000orld'], ['cafe', 'cafe'], ['日', '日'], ['本', '本'],
  ])
})

test('one letter that becomes two when lower-cased, and a sigma at the end of a word', () => {
  assert.deepEqual(pieces('minilm', 'İx Σας'), [['ix', 'İx'], ['σ', 'Σ'], ['##α', 'α'], ['##ς', 'ς']])
})

test('special tokens that a person typed stand for what they typed, and are not special', () => {
  const { tokens } = tokenizerOf('minilm').encode('a [MASK]!')
  assert.deepEqual(tokens.map(({ text, start, end, special }) => [text, start, end, special]), [
    ['[CLS]', 0, 0, true], ['a', 0, 1, false], ['[MASK]', 2, 8, false], ['!', 8, 9, false], ['[SEP]', 0, 0, true],
  ])
})

test('bytes of one character over several tokens each cover the character', () => {
  for (const [, covers] of pieces('gpt2', '𝕏')) assert.equal(covers, '𝕏')
  assert.ok(pieces('gpt2', '𝕏').length > 1)
  assert.deepEqual(new Set(pieces('llama2', '𝕏').map(([, covers]) => covers)), new Set(['𝕏']))
})

test('lone surrogates are taken as U+FFFD and cover themselves', () => {
  const text = 'a\uD800b'
  assert.deepEqual(pieces('minilm', text), [['ab', text]])
  assert.ok(pieces('gpt2', text).some(([, covers]) => covers === '\uD800'))
})

test('an empty text has special tokens only', () => {
  assert.deepEqual(tokenizerOf('minilm').encode('').tokens.map((token) => token.text), ['[CLS]', '[SEP]'])
  assert.deepEqual(tokenizerOf('gpt2').encode('').tokens, [])
})

test('a hundred thousand characters without a space', () => {
  for (const name of ['minilm', 'gpt2', 'llama2', 't5', 'qwen', 'word_level']) {
    for (const text of ['x'.repeat(100_000), '漢字'.repeat(50_000), `a${'\u0301\u0323'.repeat(50_000)}`, '👍🏽'.repeat(25_000)]) {
      const { tokens, truncated } = tokenizerOf(name).encode(text, { maxTokens: 512 })
      assert.ok(tokens.length <= 512)
      if (truncated) assert.ok(truncated.total > 512 && truncated.at <= text.length)
    }
  }
})
