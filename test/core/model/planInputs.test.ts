import assert from 'node:assert/strict'
import { test } from 'node:test'
import { modelConfig } from '../../../core/model/modelConfig.ts'
import { planInputs } from '../../../core/model/planInputs.ts'
import { emptyGraph } from '../../../core/onnx/readGraph.ts'
import { elementTypes, type Dim, type OnnxModel } from '../../../core/onnx/onnxModel.ts'
import type { Encoding } from '../../../core/index.ts'

type Input = [name: string, type: keyof typeof elementTypes, dims: Dim[] | undefined]
const ids: Input = ['input_ids', 'int64', ['batch_size', 'sequence_length']]

function graph(...inputs: Input[]): OnnxModel {
  const declared = inputs.map(([name, type, dims]) => ({ name, elementType: elementTypes[type], dims }))
  return {
    bytes: new Uint8Array(), file: 'm.onnx', irVersion: 8, opsets: new Map([['', 17]]), functions: [], externalFiles: [],
    graph: { ...emptyGraph, inputs: declared },
  }
}

function encoding(...tokens: number[]): Encoding {
  return {
    tokens: tokens.map((id) => ({ id, text: String(id), start: 0, end: 0, special: false })),
    segments: new Uint8Array(tokens.length),
    sources: new Uint8Array(tokens.length),
  }
}

function feed(inputs: Input[], tokens: number[], json: Record<string, unknown> = {}, causal = false) {
  return planInputs(graph(...inputs), modelConfig(json), causal).feeds(encoding(...tokens))
}

test('the usual inputs of an encoder', () => {
  const { feeds, fed } = feed([ids, ['attention_mask', 'int64', undefined], ['token_type_ids', 'int32', ['b', 's']]], [5, 6, 7])
  assert.equal(fed, 3)
  assert.deepEqual(feeds, {
    input_ids: { type: 'int64', dims: [1, 3], data: BigInt64Array.of(5n, 6n, 7n) },
    attention_mask: { type: 'int64', dims: [1, 3], data: BigInt64Array.of(1n, 1n, 1n) },
    token_type_ids: { type: 'int32', dims: [1, 3], data: Int32Array.of(0, 0, 0) },
  })
})

test('masks of every type', () => {
  const one = { int64: 1n, float16: 0x3c00 }
  for (const type of ['bool', 'int32', 'float32', 'float16', 'int64', 'uint8'] as const) {
    const { data } = feed([ids, ['attention_mask', type, ['b', 's']]], [5, 6]).feeds['attention_mask']!
    assert.deepEqual([...data], [one[type as 'int64'] ?? 1, one[type as 'int64'] ?? 1], type)
  }
})

test('positions: one row or flat, from where the family counts', () => {
  const flat: Input = ['cache_position', 'int64', ['s']]
  const { feeds } = feed([ids, ['position_ids', 'int64', ['b', 's']], flat], [5, 6], { model_type: 'roberta', pad_token_id: 1 })
  assert.deepEqual(feeds['position_ids'], { type: 'int64', dims: [1, 2], data: BigInt64Array.of(2n, 3n) })
  assert.deepEqual(feeds['cache_position'], { type: 'int64', dims: [2], data: BigInt64Array.of(0n, 1n) })
})

test('an empty past from the dims of the graph, or from the configuration where they are open', () => {
  const past = 'past_key_values.0.key'
  const json = { num_attention_heads: 8, num_key_value_heads: 2, hidden_size: 64 }
  const cases: [dims: Dim[], wanted: number[]][] = [
    [['batch_size', 4, 'past_sequence_length', 16], [1, 4, 0, 16]],
    [['batch_size', 'num_heads', 'past_sequence_length', 'head_dim'], [1, 2, 0, 8]],
    [['b', undefined, undefined, undefined], [1, 2, 0, 8]],
    [['past_sequence_length', 'batch', 4, 16], [0, 1, 4, 16]],
    [['batch_size x num_heads', 16, 'past_sequence_length'], [2, 16, 0]],
    [['batch_size', 'past_sequence_length', 128], [1, 0, 128]],
    [['past_key_0_dim_0', 'past_key_0_dim_1', 'past_key_0_dim_2', 16], [1, 2, 0, 16]],
  ]
  for (const [dims, wanted] of cases) {
    const { feeds } = feed([ids, [past, 'float16', dims]], [5], json, true)
    assert.deepEqual(feeds[past], { type: 'float16', dims: wanted, data: new Uint16Array() })
  }
  assert.throws(() => feed([ids, [past, 'float32', [1, 4, 128, 16]]], [5], json), /wants 128 past tokens in its input past_key_values\.0\.key/)
  assert.throws(() => feed([ids, [past, 'float32', [1, undefined, 's', 16]]], [5]), /Neither m\.onnx nor config\.json/)
})

test('flags of merged decoders and counts of logits', () => {
  const { feeds } = feed([ids, ['use_cache_branch', 'bool', [1]], ['num_logits_to_keep', 'int64', []]], [5])
  assert.deepEqual(feeds['use_cache_branch'], { type: 'bool', dims: [1], data: Uint8Array.of(0) })
  assert.deepEqual(feeds['num_logits_to_keep'], { type: 'int64', dims: [], data: BigInt64Array.of(1n) })
})

test('a fixed length is filled with padding and masked', () => {
  const fixed: Input = ['input_ids', 'int64', [1, 4]]
  const mask: Input = ['attention_mask', 'int64', [1, 4]]
  const { feeds, fed } = feed([fixed, mask], [5, 6], { pad_token_id: 9 })
  assert.equal(fed, 4)
  assert.deepEqual(feeds['input_ids']!.data, BigInt64Array.of(5n, 6n, 9n, 9n))
  assert.deepEqual(feeds['attention_mask']!.data, BigInt64Array.of(1n, 1n, 0n, 0n))
  assert.equal(feed([fixed], [5, 6], {}, true).fed, 4)
  assert.equal(feed([fixed], [5, 6, 7, 8]).fed, 4)
  assert.throws(() => feed([fixed], [5, 6]), /exactly 4 tokens and has no attention_mask/)
  assert.throws(() => feed([fixed, mask], [1, 2, 3, 4, 5]), /takes 4 tokens, not 5/)
})

test('what cannot be fed is named', () => {
  assert.throws(() => feed([ids, ['frobs', 'float32', [1]]], [5]), /m\.onnx requires the input frobs/)
  assert.throws(() => feed([['pixel_values', 'float32', [1, 3, 8, 8]]], [5]), /pixel_values: it is a model of a picture and a text at once/)
  assert.throws(() => feed([ids, ['encoder_hidden_states', 'float32', undefined]], [5]), /decoder of an encoder-decoder/)
  assert.throws(() => feed([['attention_mask', 'int64', undefined], ['position_ids', 'int64', undefined]], [5]), /no input_ids/)
  assert.throws(() => feed([['input_ids', 'string', [1, 's']]], [5]), /element type string/)
  assert.throws(() => feed([ids, ['attention_mask', 'float32', [1, 1, 's', 's']]], [5]), /attention_mask with 4 dimensions/)
  assert.throws(() => feed([['input_ids', 'int64', [8, 's']]], [5]), /takes 8 texts at once/)
  assert.throws(() => feed([['input_ids', 'int64', [1, 1]]], [5]), /one token at a time/)
})

test('an input that the file gives a value is not fed', () => {
  const model = graph(ids, ['frobs', 'float32', [1]])
  const stored = { name: 'frobs', elementType: 1, dims: [1], external: undefined, read: () => [0] }
  const plan = planInputs({ ...model, graph: { ...model.graph, initializers: new Map([['frobs', stored]]) } }, modelConfig({}), false)
  assert.deepEqual(Object.keys(plan.feeds(encoding(1)).feeds), ['input_ids'])
})
