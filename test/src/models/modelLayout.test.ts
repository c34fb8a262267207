import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isModelFile, missingParts } from '../../../src/models/modelLayout.ts'

test('a folder lacks nothing, or is told what by name', () => {
  assert.deepEqual(missingParts(['config.json', 'tokenizer.json', 'onnx/model.onnx']), [])
  assert.deepEqual(missingParts(['config.json', 'tokenizer.json', 'model.onnx']), [])
  assert.deepEqual(missingParts(['tokenizer.json']), ['config.json', 'onnx/*.onnx'])
  assert.deepEqual(missingParts([]), ['config.json', 'tokenizer.json', 'onnx/*.onnx'])
})

test('weights of other frameworks and deeper folders are left alone', () => {
  for (const path of ['config.json', 'onnx/model.onnx', 'onnx/model.onnx_data', 'model.onnx.data', 'vocab.txt', 'spiece.model']) assert.ok(isModelFile(path), path)
  for (const path of ['pytorch_model.bin', 'model.safetensors', 'a/b.json', 'onnx/sub/model.onnx', 'README.md']) assert.ok(!isModelFile(path), path)
})
