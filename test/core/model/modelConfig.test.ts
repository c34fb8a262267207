import assert from 'node:assert/strict'
import { test } from 'node:test'
import { modelConfig } from '../../../core/model/modelConfig.ts'

test('heads and widths in the spellings of the hub', () => {
  const cases: [json: Record<string, unknown>, heads: number, headSize: number][] = [
    [{ num_attention_heads: 12, hidden_size: 768 }, 12, 64],
    [{ n_head: 12, n_embd: 768 }, 12, 64],
    [{ n_heads: 12, dim: 768 }, 12, 64],
    [{ num_heads: 8, d_model: 512, d_kv: 32 }, 8, 32],
    [{ encoder_attention_heads: 16, d_model: 1024 }, 16, 64],
    [{ num_attention_heads: 16, hidden_size: 1024, head_dim: 128 }, 16, 128],
    [{ text_config: { num_attention_heads: 8, hidden_size: 512 }, vision_config: { num_attention_heads: 12, image_size: 224 } }, 8, 64],
  ]
  for (const [json, heads, headSize] of cases) {
    const config = modelConfig(json)
    assert.deepEqual([config.heads, config.headSize], [heads, headSize], JSON.stringify(json))
  }
})

test('key-value heads, where fewer', () => {
  assert.equal(modelConfig({ num_attention_heads: 8, num_key_value_heads: 2 }).keyValueHeads, 2)
  assert.equal(modelConfig({ model_type: 'gpt_bigcode', n_head: 8, multi_query: true }).keyValueHeads, 1)
  assert.equal(modelConfig({ model_type: 'falcon', num_kv_heads: 8, multi_query: true, new_decoder_architecture: true }).keyValueHeads, 8)
})

test('positions: the RoBERTa family counts from padding + 1, T5 has no bound, others say it in their own words', () => {
  const cases: [json: Record<string, unknown>, maxTokens: number | undefined, firstPosition: number][] = [
    [{ model_type: 'bert', max_position_embeddings: 512, pad_token_id: 0 }, 512, 0],
    [{ model_type: 'roberta', max_position_embeddings: 514, pad_token_id: 1 }, 512, 2],
    [{ model_type: 'roberta', max_position_embeddings: 130, pad_token_id: 1 }, 128, 2],
    [{ model_type: 'mpnet', max_position_embeddings: 514, pad_token_id: 1, relative_attention_num_buckets: 32 }, 512, 2],
    [{ model_type: 'esm', max_position_embeddings: 1026, pad_token_id: 1, position_embedding_type: 'rotary' }, 1026, 0],
    [{ model_type: 'opt', max_position_embeddings: 2048, pad_token_id: 1 }, 2048, 0],
    [{ model_type: 'gpt2', n_positions: 1024, n_ctx: 1024 }, 1024, 0],
    [{ model_type: 'mpt', max_seq_len: 2048 }, 2048, 0],
    [{ model_type: 't5', n_positions: 512, relative_attention_num_buckets: 32 }, undefined, 0],
    [{ model_type: 'bert', max_position_embeddings: -1 }, undefined, 0],
  ]
  for (const [json, maxTokens, firstPosition] of cases) {
    const config = modelConfig(json)
    assert.deepEqual([config.maxTokens, config.firstPosition], [maxTokens, firstPosition], JSON.stringify(json))
  }
})

test('kinds: decoder, encoder-decoder', () => {
  assert.equal(modelConfig({ is_decoder: true }).isDecoder, true)
  assert.equal(modelConfig({ is_encoder_decoder: true }).isEncoderDecoder, true)
})

test('a configuration of nonsense is one that says nothing', () => {
  const config = modelConfig({ num_attention_heads: '12', hidden_size: null, architectures: 'Bert', model_type: 7, text_config: null })
  assert.deepEqual([config.heads, config.headSize, config.architectures, config.modelType], [undefined, undefined, undefined, undefined])
})
