import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTokenizer, GazeError } from '../../../core/index.ts'

const model = { type: 'WordLevel', vocab: { a: 0, '<unk>': 1 }, unk_token: '<unk>' }

const faults: [what: string, json: unknown, message: RegExp][] = [
  ['no object', null, /tokenizer\.json should be an object/],
  ['a list', [], /tokenizer\.json should be an object/],
  ['no model', {}, /tokenizer\.json\.model should be an object/],
  ['a model without a type', { model: {} }, /tokenizer\.json\.model\.type is missing/],
  ['a model of another kind', { model: { type: 'Morphemes' } }, /model Morphemes \(at tokenizer\.json\.model\)/],
  ['no vocabulary', { model: { type: 'WordPiece' } }, /model\.vocab should be an object/],
  ['a vocabulary of texts', { model: { ...model, vocab: { a: 'b' } } }, /model\.vocab should give a number/],
  ['no merges', { model: { type: 'BPE', vocab: {} } }, /model\.merges is missing/],
  ['merges of unknown tokens', { model: { type: 'BPE', vocab: { a: 0 }, merges: ['a b'] } }, /the merge a b/],
  ['merges that are no pairs', { model: { type: 'BPE', vocab: { a: 0 }, merges: [['a']] } }, /the merge \["a"\]/],
  ['scores missing', { model: { type: 'Unigram', vocab: [['a']], unk_id: 0 } }, /pairs of a token and its score/],
  ['another normalizer', { model, normalizer: { type: 'Rot13' } }, /normalizer Rot13 \(at tokenizer\.json\.normalizer\)/],
  ['one that every object has', { model, normalizer: { type: 'toString' } }, /normalizer toString/],
  ['a nested one', { model, normalizer: { type: 'Sequence', normalizers: [{ type: 'NFC' }, { type: 'Rot13' }] } }, /normalizers\[1\]/],
  ['another pre-tokenizer', { model, pre_tokenizer: { type: 'UnicodeScripts' } }, /pre-tokenizer UnicodeScripts/],
  ['another split', { model, pre_tokenizer: { type: 'Split', pattern: { String: 'x' }, behavior: 'Sideways' } }, /behavior Sideways/],
  ['a broken expression', { model, pre_tokenizer: { type: 'Split', pattern: { Regex: '(' }, behavior: 'Isolated' } }, /expression \(/],
  ['no pattern', { model, pre_tokenizer: { type: 'Split', behavior: 'Isolated' } }, /pre_tokenizer\.pattern should be an object/],
  ['another post-processor', { model, post_processor: { type: 'Wrap' } }, /post-processor Wrap/],
  ['a template without its token', {
    model, post_processor: { type: 'TemplateProcessing', single: [{ SpecialToken: { id: 'x' } }], pair: [], special_tokens: {} },
  }, /special_tokens\.x should be an object/],
  ['another decoder', { model, decoder: { type: 'Sing' } }, /decoder Sing/],
  ['a charsmap that is not base64', { model, normalizer: { type: 'Precompiled', precompiled_charsmap: '!!!!!!' } }, /not base64/],
  ['a charsmap cut short', { model, normalizer: { type: 'Precompiled', precompiled_charsmap: 'AAEAAA==' } }, /charsmap is cut short/],
  ['added tokens that are no list', { model, added_tokens: {} }, /added_tokens should be a list/],
  ['an added token without text', { model, added_tokens: [{ id: 5 }] }, /added_tokens\[0\]\.content is missing/],
]

for (const [what, json, message] of faults) {
  test(`tokenizer.json with ${what} is refused by name`, () => {
    assert.throws(() => createTokenizer(json, undefined), (error) => {
      assert.ok(error instanceof GazeError, String(error))
      assert.equal(error.blame, 'input')
      assert.match(error.message, message)
      assert.match(error.message, /tokenizer\.json/)
      return true
    })
  })
}

test('the smallest tokenizer works, and files of old say no model type', () => {
  for (const each of [model, { ...model, type: undefined }]) {
    assert.deepEqual(createTokenizer({ model: each }, undefined).encode('a').tokens, [
      { id: 0, text: 'a', start: 0, end: 1, special: false },
    ])
  }
})
