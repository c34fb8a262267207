import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { isPairModel } from '../../../src/models/isPairModel.ts'

const tokenizer = (name: string): unknown => JSON.parse(readFileSync(`test/fixtures/tokens/${name}.tokenizer.json`, 'utf8'))

test('encoders whose tokenizers put something between two texts take pairs', () => {
  for (const name of ['bert_uncased', 'roberta', 'xlm_roberta', 'albert', 'mpnet', 'deberta']) {
    assert.ok(isPairModel({ architectures: ['AnyForMaskedLM'], type_vocab_size: 1 }, tokenizer(name)), name)
  }
  assert.ok(isPairModel(JSON.parse(readFileSync('media/models/minilm/config.json', 'utf8')), JSON.parse(readFileSync('media/models/minilm/tokenizer.json', 'utf8'))))
})

test('an encoder-decoder takes source and target, whatever its tokenizer parts', () => {
  assert.ok(isPairModel({ is_encoder_decoder: true, architectures: ['MarianMTModel'] }, tokenizer('gpt2')))
})

test('decoders take none, nor do tokenizers that part nothing, nor what is no model', () => {
  for (const config of [{ architectures: ['LlamaForCausalLM'] }, { is_decoder: true }, { architectures: ['GPT2LMHeadModel'] }]) {
    assert.ok(!isPairModel(config, tokenizer('bert_uncased')), JSON.stringify(config))
  }
  assert.ok(!isPairModel({}, tokenizer('gpt2')))
  for (const odd of [null, [], {}, 'x', { post_processor: { type: 'TemplateProcessing', pair: 3 } }]) assert.ok(!isPairModel(odd, odd))
})
