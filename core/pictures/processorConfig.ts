import { GazeError } from '../gazeError.ts'
import { resamplings } from './resample.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

/** To what size a picture is resized: to that size; by its edges; or to lie within it. */
export type ResizeRule =
  | { readonly rule: 'exact'; readonly size: Size }
  | { readonly rule: 'edges'; readonly shortest: number; readonly longest?: number }
  | { readonly rule: 'within'; readonly size: Size }

/** How a picture becomes numbers, step by step in this order; what is undefined is left out. */
export interface ProcessorConfig {
  readonly resize: ResizeRule | undefined
  /** Then shrunk to lie within that size, where it does not. */
  readonly within: Size | undefined
  /** Pillow's filter, by number. */
  readonly resampling: number
  /** Cut out of the middle, or filled up with zeros around. */
  readonly crop: Size | undefined
  /** Filled up with zeros to that size, around the middle. */
  readonly pad: Size | undefined
  /** Each byte times this. */
  readonly factor: number
  readonly mean: readonly number[]
  readonly deviation: readonly number[]
  /** Blue first. */
  readonly blueFirst: boolean
}

type Json = Readonly<Record<string, unknown>>

/** Processors whose `size`, where it is one number, is the shortest edge and not both. */
const shortestEdge = /^(CLIP|Bit|ConvNext|Levit|Mobile|PoolFormer|ChineseCLIP|Flava|VideoMAE|Vivit|Conditional|Deformable|Detr|Yolos)/
/** What a processor may be told to do that is not done here. */
const notDone = ['keep_aspect_ratio', 'size_divisor', 'do_align_long_axis', 'do_image_splitting', 'do_color_quantize', 'min_pixels', 'rescale_offset']

/**
 * Reads a parsed preprocessor_config.json as the image processors of transformers do. Throws a GazeError that names a step
 * which is not known here.
 */
export function processorConfig(json: Json, file: string): ProcessorConfig {
  const name = text(json['image_processor_type']) ?? text(json['feature_extractor_type']) ?? ''
  const unknown = notDone.find((key) => json[key] !== undefined && json[key] !== false && json[key] !== null)
  if (unknown ?? /^Levit|^Siglip2|^Qwen|^Pix2Struct/.exec(name)?.[0]) {
    throw new GazeError(`${file} asks for ${unknown ?? name}, which is not done here: choose a model whose pictures are resized, cropped and normalised.`)
  }
  const size = sizeRule(json['size'], !shortestEdge.test(name))
  const exact = (value: unknown): Size | undefined => {
    const rule = sizeRule(value, true)
    return rule?.rule === 'exact' ? rule.size : undefined
  }
  const within = json['do_thumbnail'] === true && size?.rule === 'exact' ? size.size : undefined
  const zoomed = size?.rule === 'edges' && typeof json['crop_pct'] === 'number' ? zoom(size.shortest, json['crop_pct']) : undefined
  const resize = within ? ({ rule: 'edges', shortest: Math.min(within.width, within.height) } as const) : (zoomed?.resize ?? size)
  return {
    resize: json['do_resize'] === false ? undefined : resize,
    within,
    resampling: isNumber(json['resample']) ? json['resample'] : resamplings.bilinear,
    crop: json['do_center_crop'] === true ? exact(json['crop_size']) : zoomed?.crop,
    pad: json['do_pad'] === true ? (exact(json['pad_size']) ?? within) : undefined,
    factor: json['do_rescale'] === false ? 1 : isNumber(json['rescale_factor']) ? json['rescale_factor'] : 1 / 255,
    ...(json['do_normalize'] === false || (json['do_normalize'] ?? json['image_mean']) === undefined ? { mean: [0], deviation: [1] } : { mean: numbers(json['image_mean']), deviation: numbers(json['image_std']) }),
    blueFirst: json['do_flip_channel_order'] === true,
  }
}

/** ConvNeXt's way: small pictures are cut out of a larger one, large ones are not cut at all. */
function zoom(edge: number, part: number): { resize: ResizeRule; crop?: Size } {
  const size = { width: edge, height: edge }
  return edge < 384 ? { resize: { rule: 'edges', shortest: Math.trunc(edge / part) }, crop: size } : { resize: { rule: 'exact', size } }
}

function sizeRule(value: unknown, square: boolean): ResizeRule | undefined {
  if (isNumber(value)) return square ? { rule: 'exact', size: { width: value, height: value } } : { rule: 'edges', shortest: value }
  if (Array.isArray(value) && isNumber(value[0]) && isNumber(value[1])) return { rule: 'exact', size: { width: value[1], height: value[0] } }
  if (typeof value !== 'object' || value === null) return undefined
  const { width, height, shortest_edge: shortest, longest_edge: longest, max_width: maxWidth, max_height: maxHeight } = value as Json
  if (isNumber(width) && isNumber(height)) return { rule: 'exact', size: { width, height } }
  if (isNumber(shortest)) return { rule: 'edges', shortest, ...(isNumber(longest) && { longest }) }
  return isNumber(maxWidth) && isNumber(maxHeight) ? { rule: 'within', size: { width: maxWidth, height: maxHeight } } : undefined
}

/** One number a channel, or one for all; a half where there is none, as ViT's processor has it. */
function numbers(value: unknown): number[] {
  const given = (Array.isArray(value) ? value : [value]).filter(isNumber)
  return given.length ? given : [0.5]
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
