import type { PatchConfig } from '../pictures/patchGrid.ts'
import type { Size } from '../pictures/processorConfig.ts'

type Json = Readonly<Record<string, unknown>>

/** What of a parsed config.json is about pictures: the part for them, where the model has other parts too. */
export function picturePart(json: Json): Json {
  return withPart(json, json['vision_config'] ?? json['encoder'])
}

/** The same about what an encoder-decoder of two models writes. */
export function decoderPart(json: Json): Json {
  return withPart(json, json['decoder'])
}

function withPart(json: Json, part: unknown): Json {
  return typeof part === 'object' && part !== null ? { ...json, ...part, is_encoder_decoder: json['is_encoder_decoder'] } : json
}

/** The tokens of a vision model, and the size and channels of the pictures it was trained on. */
export function visionConfig(json: Json): PatchConfig & { readonly imageSize: Size | undefined; readonly channels: number } {
  const config = picturePart(json)
  return {
    imageSize: sizeOf(config['image_size']),
    channels: count(config['num_channels']) || 3,
    patch: sizeOf(config['patch_size']),
    registers: count(config['num_register_tokens']),
    detections: count(config['num_detection_tokens']),
    distilled: config['model_type'] === 'deit',
  }
}

function sizeOf(value: unknown): Size | undefined {
  const [height, width = height] = (Array.isArray(value) ? value : [value]).map(count)
  return height && width ? { width, height } : undefined
}

function count(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0
}
