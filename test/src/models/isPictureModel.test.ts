import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { isPictureModel } from '../../../src/models/isPictureModel.ts'
import { missingParts } from '../../../src/models/modelLayout.ts'

const read = (path: string): unknown => JSON.parse(readFileSync(`media/models/${path}`, 'utf8'))

test('the bundled models for pictures are told by their files, and those for texts are not', () => {
  for (const name of ['pictures', 'captioner']) {
    const [config, preprocessor] = [read(`${name}/config.json`), read(`${name}/preprocessor_config.json`)]
    assert.ok(isPictureModel(config, preprocessor), name)
    assert.ok(isPictureModel(config, undefined), `${name} without its preprocessor`)
    assert.ok(isPictureModel({}, preprocessor), `${name} by its preprocessor`)
  }
  for (const name of ['minilm', 'translator']) assert.ok(!isPictureModel(read(`${name}/config.json`), undefined), name)
})

test('what prepares sound is no preprocessor of pictures, and what is no configuration takes none', () => {
  assert.ok(!isPictureModel({ model_type: 'wav2vec2' }, { feature_extractor_type: 'Wav2Vec2FeatureExtractor', do_normalize: true, sampling_rate: 16000 }))
  assert.ok(isPictureModel({ vision_config: { image_size: 224, patch_size: 16 } }, undefined))
  assert.ok(isPictureModel({}, { feature_extractor_type: 'ViTFeatureExtractor', image_mean: [0.5, 0.5, 0.5] }))
  for (const odd of [null, undefined, 'text', [], 3]) assert.ok(!isPictureModel(odd, odd))
})

test('a folder that prepares pictures needs no tokenizer', () => {
  assert.deepEqual(missingParts(['config.json', 'preprocessor_config.json', 'onnx/model.onnx']), [])
  assert.deepEqual(missingParts(['config.json', 'onnx/model.onnx']), ['tokenizer.json'])
})
