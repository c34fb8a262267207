import { GazeError } from '../gazeError.ts'
import { isFloat, type OnnxModel, type ValueInfo } from '../onnx/onnxModel.ts'
import type { Picture } from '../pictures/picture.ts'
import { isPicture } from '../pictures/pictureEncoding.ts'
import { preparePicture, type PreparedPicture } from '../pictures/preparePicture.ts'
import type { ProcessorConfig, Size } from '../pictures/processorConfig.ts'
import type { Tensor, TensorType } from '../runtime.ts'
import { fillTensor, inputType } from './fillTensor.ts'
import { halfBits } from './halfBits.ts'
import type { InputPlan } from './planInputs.ts'
import { unknownInput } from './unknownInput.ts'

/** What a graph wants to be fed for a picture. */
export interface PixelPlan extends InputPlan {
  /** The size of what is fed, where it is the same for every picture. */
  readonly size: Size | undefined
  /** A picture as numbers. Throws a GazeError where the graph takes another size. */
  prepare(picture: Picture): PreparedPicture
  /** The inputs for a picture that is prepared. */
  pixelFeeds(picture: PreparedPicture): Record<string, Tensor>
}

/** The input of a graph for pictures, [batch, channels, height, width]; undefined where it takes something else. */
export function pixelInput(model: OnnxModel): ValueInfo | undefined {
  const inputs = fedInputs(model)
  const named = inputs.find(({ name }) => name === 'pixel_values')
  const shaped = inputs.filter(({ dims, elementType }) => dims?.length === 4 && isFloat(elementType))
  const others = inputs.filter((input) => input !== (named ?? shaped[0]) && input.name !== 'pixel_mask')
  return others.length === 0 ? (named ?? shaped[0]) : undefined
}

/**
 * Plans the feeds of a graph that takes pictures, of so many channels where it does not say how many. Throws a GazeError that names
 * an input which cannot be made of a picture.
 */
export function planPixels(model: OnnxModel, input: ValueInfo, processor: ProcessorConfig, said: number): PixelPlan {
  const { file } = model
  const type = inputType(input, file)
  const { name, dims = [undefined, undefined, undefined, undefined] } = input
  const [batch, declared, height, width] = dims
  const channels = typeof declared === 'number' ? declared : said
  if (dims.length !== 4) throw new GazeError(`${file} wants its input ${name} with ${dims.length} dimensions, not [batch, channels, height, width]: export it for single pictures.`)
  if (typeof batch === 'number' && batch > 1) throw new GazeError(`${file} takes ${batch} pictures at once: export it with a batch of 1 or of any size.`)
  if (channels !== 1 && channels !== 3) {
    throw new GazeError(`${file} takes pictures of ${channels} channels: choose a model that takes [batch, 3, height, width].`)
  }
  const others = fedInputs(model).filter((other) => other.name !== name)
  const wrong = others.find((other) => other.name !== 'pixel_mask')
  if (wrong) throw unknownInput(wrong.name, file)
  const plan: PixelPlan = {
    fixedTokens: undefined,
    size: processor.pad ?? processor.crop ?? (processor.resize?.rule === 'exact' ? processor.resize.size : undefined),
    prepare(picture) {
      const prepared = preparePicture(picture, processor, channels)
      const [high, wide] = [typeof height === 'number' ? height : prepared.height, typeof width === 'number' ? width : prepared.width]
      if (prepared.height === high && prepared.width === wide) return prepared
      throw new GazeError(
        `${file} takes pictures of ${wide} x ${high} pixels, and preprocessor_config.json makes ${prepared.width} x ${prepared.height} of this one: ` +
          'put the size that the model was exported for there.')
    },
    pixelFeeds(picture) {
      const masks = others.map((mask) => [mask.name, ones(mask, picture, file)] as const)
      return { [name]: pixels(type, picture), ...Object.fromEntries(masks) }
    },
    feeds(encoding) {
      if (!isPicture(encoding)) throw new GazeError(`${file} takes a picture, not a text: give one.`)
      return { feeds: plan.pixelFeeds(encoding.picture), fed: encoding.tokens.length }
    },
  }
  return plan
}

function fedInputs({ graph }: OnnxModel): readonly ValueInfo[] {
  return graph.inputs.filter(({ name }) => !graph.initializers.has(name))
}

function pixels(type: TensorType, { channels, height, width, pixels: data }: PreparedPicture): Tensor {
  const dims = [1, channels, height, width]
  if (type === 'float16') return { type, dims, data: Uint16Array.from(data, halfBits) }
  return type === 'float64' ? { type, dims, data: Float64Array.from(data) } : { type: 'float32', dims, data }
}

/** Every pixel counts. */
function ones(mask: ValueInfo, { height, width }: Size, file: string): Tensor {
  return fillTensor(inputType(mask, file), [1, height, width], new Array<number>(height * width).fill(1))
}
