import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chooseGraph, isEncoderDecoderPair } from '../../../core/model/chooseGraph.ts'

test('the most exact weights of the usual names come first, in onnx/ before the folder itself', () => {
  const cases: [files: string[], chosen: string][] = [
    [['config.json', 'onnx/model.onnx', 'onnx/model_quantized.onnx', 'onnx/model_fp16.onnx'], 'onnx/model.onnx'],
    [['onnx/model_q4.onnx', 'onnx/model_fp16.onnx', 'onnx/model_quantized.onnx'], 'onnx/model_fp16.onnx'],
    [['model_quantized.onnx', 'model_q4f16.onnx'], 'model_quantized.onnx'],
    [['model.onnx', 'onnx/model_quantized.onnx'], 'model.onnx'],
    [['model.onnx', 'onnx/model.onnx'], 'onnx/model.onnx'],
    [['onnx/decoder_model.onnx', 'onnx/decoder_model_merged.onnx', 'onnx/decoder_with_past_model.onnx'], 'onnx/decoder_model.onnx'],
    [['onnx/model_qint8_arm64.onnx', 'onnx/model.onnx.data'], 'onnx/model_qint8_arm64.onnx'],
  ]
  for (const [files, chosen] of cases) assert.equal(chooseGraph('m', files), chosen)
})

test('a wanted file is taken, and one that is missing is named together with what there is', () => {
  assert.equal(chooseGraph('m', ['onnx/model.onnx', 'onnx/model_q4.onnx'], 'onnx/model_q4.onnx'), 'onnx/model_q4.onnx')
  assert.throws(() => chooseGraph('m', ['onnx/model.onnx'], 'onnx/model_q4.onnx'), /m has no file onnx\/model_q4\.onnx: choose one of onnx\/model\.onnx/)
})

test('none, or several of unknown names, is said', () => {
  assert.throws(() => chooseGraph('m', ['config.json']), /m has no ONNX file/)
  assert.throws(() => chooseGraph('m', ['a.onnx', 'b.onnx']), /several ONNX files .* a\.onnx, b\.onnx/)
})

test('an encoder and a decoder beside each other are a pair', () => {
  assert.ok(isEncoderDecoderPair(['onnx/encoder_model.onnx', 'onnx/decoder_model_merged.onnx']))
  assert.ok(isEncoderDecoderPair(['encoder_model_quantized.onnx', 'decoder_with_past_model_quantized.onnx']))
  assert.ok(!isEncoderDecoderPair(['onnx/decoder_model.onnx', 'onnx/decoder_model_merged.onnx']))
})
