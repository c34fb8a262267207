import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { joinParts, readModel, type OnnxModel } from '../../../core/index.ts'
import { chooseBranch } from '../../../core/onnx/chooseBranch.ts'
import { WireWriter } from '../../../core/onnx/wireWriter.ts'

const path = join(import.meta.dirname, '../../fixtures/pairs/t5-optimum-eager-merged/decoder_model_merged.onnx')
const bytes = new Uint8Array(readFileSync(path))
const merged = readModel(bytes, 'merged')
const input = 'use_cache_branch'

/** What a graph says, without the readers of its stored tensors. */
function told({ graph }: OnnxModel): unknown {
  const { nodes, inputs, outputs, initializers, values } = graph
  return {
    nodes: nodes.map(({ index, name, op, inputs: from, outputs: to, attributes }) => [index, name, op, from, to, [...attributes.keys()]]),
    inputs, outputs, values: [...values.keys()].sort(), initializers: [...initializers.keys()].sort(),
  }
}

test('the bytes of a chosen branch read as the graph says', () => {
  for (const value of [false, true]) {
    const chosen = chooseBranch(merged, input, value)
    const again = readModel(joinParts(chosen.parts!), 'again')
    assert.deepEqual(told(again), told(chosen))
    assert.ok(!chosen.graph.nodes.some(({ op }) => op === 'If'))
    assert.deepEqual(chosen.graph.outputs, merged.graph.outputs)
    assert.equal(chosen.graph.nodes.length, merged.graph.nodes[0]!.attributes.get(value ? 'then_branch' : 'else_branch')!.graphs[0]!.nodes.length)
  }
})

test('inputs that nothing reads any more are left out', () => {
  const names = (value: boolean) => chooseBranch(merged, input, value).graph.inputs.map(({ name }) => name)
  assert.deepEqual(names(false).sort(), ['encoder_attention_mask', 'encoder_hidden_states', 'input_ids'])
  assert.ok(names(true).includes('past_key_values.0.decoder.key'))
  assert.ok(!names(true).includes('encoder_hidden_states'))
})

test('what stands around the graph survives byte for byte, unknown fields too', () => {
  const unknown = new WireWriter().string(777, 'kept as it is').int(778, 42).finish()
  const around = joinParts([unknown, bytes, unknown])
  const { parts } = chooseBranch(readModel(around, 'around'), input, false)
  const all = joinParts(parts!)
  assert.deepEqual(all.subarray(0, unknown.length), unknown)
  assert.deepEqual(all.subarray(-unknown.length), unknown)
  assert.deepEqual(all.subarray(unknown.length, -unknown.length), joinParts(chooseBranch(merged, input, false).parts!))
})

test('a model without such a choice stays itself', () => {
  assert.equal(chooseBranch(merged, 'another_input', true), merged)
})
