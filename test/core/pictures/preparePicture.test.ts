import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { readPicture } from '../../../cli/readPicture.ts'
import { preparePicture } from '../../../core/pictures/preparePicture.ts'
import { processorConfig } from '../../../core/pictures/processorConfig.ts'
import { GazeError } from '../../../core/index.ts'

interface Case {
  readonly config: Readonly<Record<string, unknown>>
  readonly picture: string
  readonly shape: readonly number[]
  readonly pixels: readonly number[]
}

const fixtures = join(import.meta.dirname, '../../fixtures/pictures')
const cases = JSON.parse(readFileSync(join(fixtures, 'processors.json'), 'utf8')) as Case[]
const every = 97

for (const { config, picture, shape, pixels } of cases) {
  test(`${String(config['image_processor_type'])} ${JSON.stringify(config['size'])} of ${picture} is what transformers makes`, async () => {
    const made = preparePicture(await readPicture(join(fixtures, picture)), processorConfig(config, 'preprocessor_config.json'), 3)
    assert.deepEqual([made.channels, made.height, made.width], shape)
    pixels.forEach((value, at) => assert.ok(Math.abs(made.pixels[at * every]! - value) <= 1e-5 * Math.max(1, Math.abs(value)), `${at * every}: ${made.pixels[at * every]} for ${value}`))
  })
}

test('what is seen of a picture is a part of it where it was cropped, and more where it was filled up', () => {
  const picture = { width: 40, height: 20, data: new Uint8Array(3200) }
  const box = (config: object) => preparePicture(picture, processorConfig({ size: { shortest_edge: 20 }, ...config }, ''), 3).box
  assert.deepEqual(box({}), { left: 0, top: 0, width: 1, height: 1 })
  assert.deepEqual(box({ do_center_crop: true, crop_size: 20 }), { left: 0.25, top: 0, width: 0.5, height: 1 })
  assert.deepEqual(box({ do_center_crop: true, crop_size: { width: 40, height: 30 } }), { left: 0, top: -0.25, width: 1, height: 1.5 })
})

test('a picture of one colour stays one, at any size and with any filter', () => {
  const size = fc.integer({ min: 1, max: 40 })
  fc.assert(fc.property(size, size, size, size, fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 255 }), (width, height, toWidth, toHeight, resample, grey) => {
    const picture = { width, height, data: new Uint8Array(width * height * 4).fill(grey) }
    const processor = processorConfig({ size: { width: toWidth, height: toHeight }, resample, do_rescale: false, do_normalize: false }, '')
    const { pixels } = preparePicture(picture, processor, 1)
    assert.ok(pixels.length === toWidth * toHeight && pixels.every((value) => value === grey))
  }))
})

test('steps that are not done, and pictures that are none, are refused in a sentence', () => {
  const refused = (act: () => unknown, says: RegExp) => assert.throws(act, (error) => error instanceof GazeError && says.test(error.message))
  refused(() => processorConfig({ keep_aspect_ratio: true }, 'a.json'), /^a\.json asks for keep_aspect_ratio, which is not done here/)
  refused(() => processorConfig({ image_processor_type: 'LevitImageProcessor' }, 'a.json'), /asks for Levit/)
  const processor = processorConfig({ size: { shortest_edge: 30 } }, '')
  refused(() => preparePicture({ width: 2, height: 2, data: new Uint8Array(3) }, processor, 3), /has 3 bytes for 2 x 2 pixels/)
  refused(() => preparePicture({ width: 100_000, height: 1, data: new Uint8Array(400_000) }, processorConfig({ size: { shortest_edge: 3000 } }, ''), 3), /would become 300000000 x 3000/)
})
