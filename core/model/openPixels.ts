import { GazeError } from '../gazeError.ts'
import type { ValueInfo } from '../onnx/onnxModel.ts'
import type { PatchConfig } from '../pictures/patchGrid.ts'
import { processorConfig, type ProcessorConfig, type Size } from '../pictures/processorConfig.ts'
import type { ModelFolder, ReadOptions } from './modelFolder.ts'
import type { OpenGraph } from './openGraph.ts'
import { planPixels, type PixelPlan } from './planPixels.ts'
import { readJson } from './readJson.ts'
import { visionConfig } from './visionConfig.ts'

/** How a model's pictures are fed, and how their tokens lie. */
export interface OpenPixels {
  readonly plan: PixelPlan
  readonly patches: PatchConfig
  /** A size that the model takes, to try it with. */
  readonly usual: Size
}

/**
 * Reads what a folder says of its pictures: preprocessor_config.json (or what processor_config.json has of it), and the
 * patches of config.json. Without the former, pictures are resized to config.json's image_size and lie between -1 and 1, as
 * ViT's own processor does; a GazeError where that is not there either.
 */
export async function openPixels(folder: ModelFolder, { model }: Pick<OpenGraph, 'model'>, input: ValueInfo, options: ReadOptions = {}): Promise<OpenPixels> {
  const { imageSize, channels, ...patches } = visionConfig(await readJson(folder, 'config.json', options))
  const [, , height, width] = input.dims ?? []
  const fixed = typeof height === 'number' && typeof width === 'number' ? { width, height } : undefined
  const processor = (await readProcessor(folder, options)) ?? ownProcessor(folder.name, fixed ?? imageSize)
  const plan = planPixels(model, input, processor, channels)
  return { plan, patches, usual: fixed ?? plan.size ?? imageSize ?? { width: 224, height: 224 } }
}

async function readProcessor(folder: ModelFolder, options: ReadOptions): Promise<ProcessorConfig | undefined> {
  const files = await folder.list()
  if (files.includes('preprocessor_config.json')) {
    return processorConfig(await readJson(folder, 'preprocessor_config.json', options), `preprocessor_config.json of ${folder.name}`)
  }
  if (!files.includes('processor_config.json')) return undefined
  const { image_processor: own } = await readJson(folder, 'processor_config.json', options)
  return typeof own === 'object' && own !== null ? processorConfig(own as Record<string, unknown>, `processor_config.json of ${folder.name}`) : undefined
}

function ownProcessor(name: string, size: Size | undefined): ProcessorConfig {
  if (size) return processorConfig({ size: { ...size }, do_normalize: true }, 'config.json')
  throw new GazeError(`${name} has no preprocessor_config.json, which says how its pictures become numbers: save it with the model's image processor (save_pretrained) in Python.`)
}
