import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pixelInput, planPixels } from '../../../core/model/planPixels.ts'
import { elementTypes, type Dim, type OnnxModel, type ValueInfo } from '../../../core/onnx/onnxModel.ts'
import { processorConfig } from '../../../core/pictures/processorConfig.ts'
import { GazeError } from '../../../core/index.ts'

type Input = [name: string, type: keyof typeof elementTypes, dims: Dim[] | undefined]

function graph(...inputs: Input[]): OnnxModel {
  const values = inputs.map(([name, type, dims]): ValueInfo => ({ name, elementType: elementTypes[type], dims }))
  return {
    bytes: new Uint8Array(), file: 'folder/model.onnx', irVersion: 8, opsets: new Map(), functions: [], externalFiles: [],
    graph: { name: '', nodes: [], inputs: values, outputs: [], values: new Map(), initializers: new Map() },
  }
}

const processor = processorConfig({ size: { height: 2, width: 3 }, do_normalize: false, rescale_factor: 0.5 }, '')
const picture = { width: 1, height: 1, data: Uint8Array.of(2, 4, 8, 255) }

function feed(...inputs: Input[]) {
  const model = graph(...inputs)
  const plan = planPixels(model, pixelInput(model)!, processor, 3)
  return plan.pixelFeeds(plan.prepare(picture))
}

test('pixels are fed as the graph types them; grey where it has one channel, a mask of ones where it wants one', () => {
  assert.deepEqual(feed(['pixel_values', 'float32', [1, 3, 2, 3]]), {
    pixel_values: { type: 'float32', dims: [1, 3, 2, 3], data: Float32Array.of(...new Array<number>(6).fill(1), ...new Array<number>(6).fill(2), ...new Array<number>(6).fill(4)) },
  })
  assert.deepEqual(feed(['x', 'float16', ['batch', 1, 'h', 'w']])['x'], { type: 'float16', dims: [1, 1, 2, 3], data: new Uint16Array(6).fill(0x4000) })
  const { pixel_mask: mask } = feed(['pixel_values', 'float32', undefined], ['pixel_mask', 'int64', ['batch', 'height', 'width']])
  assert.deepEqual(mask, { type: 'int64', dims: [1, 2, 3], data: new BigInt64Array(6).fill(1n) })
})

test('only a graph that takes nothing but a picture takes one', () => {
  assert.equal(pixelInput(graph(['input_ids', 'int64', ['batch', 'tokens']])), undefined)
  assert.equal(pixelInput(graph(['pixel_values', 'float32', [1, 3, 8, 8]], ['input_ids', 'int64', ['batch', 'tokens']])), undefined)
  assert.equal(pixelInput(graph(['hidden', 'float32', ['batch', 8, 8]])), undefined)
})

test('graphs whose pictures cannot be made are refused in a sentence', () => {
  const cases: [Input, RegExp][] = [
    [['pixel_values', 'float32', [1, 16, 3, 8, 8]], /with 5 dimensions, not \[batch, channels, height, width\]/],
    [['pixel_values', 'float32', [4, 3, 2, 3]], /takes 4 pictures at once/],
    [['pixel_values', 'float32', [1, 8, 8, 3]], /takes pictures of 8 channels/],
    [['pixel_values', 'float32', [1, 3, 8, 8]], /takes pictures of 8 x 8 pixels, and preprocessor_config\.json makes 3 x 2 of this one/],
  ]
  for (const [input, says] of cases) assert.throws(() => feed(input), (error) => error instanceof GazeError && says.test(error.message))
})
