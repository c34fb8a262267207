import { GazeError } from '../gazeError.ts'
import { toRaster, type Picture, type Raster } from './picture.ts'
import type { ProcessorConfig, Size } from './processorConfig.ts'
import { resample, resamplings } from './resample.ts'
import { resizedSize, shrunkTo } from './resizedSize.ts'

/** What of a picture something covers, in parts of its width and height from the top left; beyond 0 and 1 where it was filled up. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** A picture as a vision model takes it: [channels, height, width], and what of the picture that is. */
export interface PreparedPicture extends Size {
  readonly channels: number
  readonly pixels: Float32Array
  readonly box: Box
}

const mostPixels = 2 ** 28

/**
 * Makes a picture what the image processors of transformers make of it: resized with Pillow's filters, cropped or filled up
 * around its middle, each byte times a factor, less a mean, through a deviation. Throws a GazeError for a picture that has
 * no pixels, or too many.
 */
export function preparePicture(picture: Picture, processor: ProcessorConfig, channels: 1 | 3): PreparedPicture {
  const { width, height, data } = picture
  if (!(width > 0 && height > 0 && data.length === width * height * 4)) {
    throw new GazeError(`The picture has ${data.length} bytes for ${width} x ${height} pixels of 4: give one that is whole.`)
  }
  const resized = resizedSize(picture, processor.resize)
  if (resized.width < 1 || resized.height < 1 || width * height > mostPixels || resized.width * resized.height > mostPixels) {
    throw new GazeError(`A picture of ${width} x ${height} would become ${resized.width} x ${resized.height}: give one that is less long or less large.`)
  }
  const raster = within(resample(toRaster(picture, channels), resized.width, resized.height, processor.resampling), processor.within)
  const whole = { left: 0, top: 0, width: raster.width, height: raster.height }
  const cut = processor.crop ? croppedAt(whole, processor.crop) : whole
  const frame = processor.pad ? paddedAt(cut, processor.pad) : cut
  return {
    channels, width: frame.width, height: frame.height,
    pixels: toNumbers(raster, frame, processor),
    box: { left: frame.left / raster.width, top: frame.top / raster.height, width: frame.width / raster.width, height: frame.height / raster.height },
  }
}

/** transformers' thumbnails are bicubic, whatever filter they were resized with. */
function within(raster: Raster, size: Size | undefined): Raster {
  const { width, height } = size ? shrunkTo(raster, size) : raster
  return resample(raster, width, height, resamplings.bicubic)
}

/** Where the middle of a raster begins, rounded as transformers' center_crop rounds: down for what is cut, up for what is filled. */
function croppedAt(raster: Size, crop: Size): Box {
  const start = (size: number, wanted: number): number => (wanted > size ? -Math.ceil((wanted - size) / 2) : Math.floor((size - wanted) / 2))
  return { left: start(raster.width, crop.width), top: start(raster.height, crop.height), ...crop }
}

function paddedAt({ left, top, width, height }: Box, pad: Size): Box {
  return { left: left - Math.floor((pad.width - width) / 2), top: top - Math.floor((pad.height - height) / 2), width: pad.width, height: pad.height }
}

/** Part of a raster as numbers, [channels, height, width]; what lies beyond it counts as black. */
function toNumbers({ width, height, channels, data }: Raster, frame: Box, { factor, mean, deviation, blueFirst }: ProcessorConfig): Float32Array {
  const size = frame.width * frame.height
  const pixels = new Float32Array(channels * size)
  for (let channel = 0; channel < channels; channel++) {
    const values = valuesOf(factor, mean[channel] ?? mean[0]!, deviation[channel] ?? deviation[0]!)
    const from = blueFirst ? channels - 1 - channel : channel
    for (let y = 0; y < frame.height; y++) {
      const row = y + frame.top
      for (let x = 0; x < frame.width; x++) {
        const column = x + frame.left
        const inside = row >= 0 && row < height && column >= 0 && column < width
        pixels[channel * size + y * frame.width + x] = values[inside ? data[(row * width + column) * channels + from]! : 0]!
      }
    }
  }
  return pixels
}

/** What each byte becomes, in float32 step by step as NumPy computes it. */
function valuesOf(factor: number, mean: number, deviation: number): Float32Array {
  return Float32Array.from({ length: 256 }, (_, byte) => Math.fround(Math.fround(byte * factor) - Math.fround(mean)) / Math.fround(deviation))
}
