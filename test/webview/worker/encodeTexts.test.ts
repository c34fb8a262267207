import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ModelInfo } from '../../../core/index.ts'
import { encodeTexts, joinTexts, tokenSpans } from '../../../webview/worker/encodeTexts.ts'
import { tokenizerOf } from '../../core/tokens/expected.ts'

const modelOf = (name: string) => ({
  info: { name, file: 'model.onnx', kind: 'encoder', sites: [], refusals: [], recurrent: [], streams: [] } satisfies ModelInfo, encode: tokenizerOf(name).encode,
})

test('tokens of a pair tell their text, with offsets into it', () => {
  for (const name of ['bert_uncased', 'roberta']) {
    const encoding = encodeTexts(modelOf(name), 'one two', 'three four')
    const spans = tokenSpans(encoding, true).filter(({ special }) => !special)
    const read = spans.map(({ segment, start, end }) => (segment === 1 ? 'three four' : 'one two').slice(start, end))
    assert.equal(read.join('').replaceAll(' ', ''), 'onetwothreefour', name)
    const joined = joinTexts(encoding, 'one two', 'three four')
    const again = joined.tokens.filter(({ special }) => !special).map(({ start, end }) => joined.text.slice(start, end))
    assert.equal(again.join('').replaceAll(' ', ''), 'onetwothreefour', name)
  }
})

test('one text has no segments', () => {
  assert.ok(tokenSpans(encodeTexts(modelOf('bert_uncased'), 'one two', undefined), false).every((token) => !('segment' in token)))
})

test('a model whose tokenizer puts nothing between two texts takes no pairs', () => {
  assert.throws(() => encodeTexts(modelOf('gpt2'), 'one', 'two'), { name: 'GazeError', blame: 'input', message: /gpt2 takes no sentence pairs/ })
})
