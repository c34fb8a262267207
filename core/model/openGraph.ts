import { GazeError } from '../gazeError.ts'
import { chooseBranch } from '../onnx/chooseBranch.ts'
import { findAttention, type AttentionFindings } from '../onnx/findAttention.ts'
import { findStreams } from '../onnx/findStreams.ts'
import type { OnnxModel, ValueInfo } from '../onnx/onnxModel.ts'
import { readModel } from '../onnx/readModel.ts'
import { recurrentIn, type RecurrentLayer } from '../onnx/recurrentLayers.ts'
import type { FoundStream } from '../onnx/tokenStream.ts'
import { throwIfCancelled } from '../throwIfCancelled.ts'
import { chooseGraph, isEncoderDecoderPair } from './chooseGraph.ts'
import { modelConfig, type ModelConfig } from './modelConfig.ts'
import type { ModelFolder, ReadOptions } from './modelFolder.ts'
import { pixelInput } from './planPixels.ts'
import { readJson } from './readJson.ts'
import { picturePart } from './visionConfig.ts'

export interface GraphOptions extends ReadOptions {
  /** The ONNX file to open, relative to the folder; by default the one with the most exact weights. */
  readonly file?: string
}

/** A model's graph and what its configuration says; the weights are in memory as long as `model` is held. */
export interface OpenGraph {
  readonly config: ModelConfig
  /** Relative to the folder. */
  readonly path: string
  readonly model: OnnxModel
  readonly findings: AttentionFindings
  /** The input that takes a picture, where that is what the model takes. */
  readonly pixels: ValueInfo | undefined
  /** The states between the layers, one of each stack. */
  readonly streams: readonly FoundStream[]
  readonly recurrent: readonly RecurrentLayer[]
}

/**
 * Reads a folder's config.json and ONNX graph and finds its attention, without a runtime. Throws a GazeError that names
 * what is missing, damaged, or of a kind that cannot be shown.
 */
export async function openGraph(folder: ModelFolder, options: GraphOptions = {}): Promise<OpenGraph> {
  const files = await folder.list()
  throwIfCancelled(options.signal)
  if (!files.includes('config.json')) {
    throw new GazeError(`${folder.name} has no config.json: choose a folder in Hugging Face layout (config.json, tokenizer.json, onnx/model.onnx).`)
  }
  const json = await readJson(folder, 'config.json', options)
  if (options.file === undefined) refusePairs(folder.name, files, modelConfig(json))
  const path = chooseGraph(folder.name, files, options.file)
  const bytes = await folder.read(path, options)
  throwIfCancelled(options.signal)
  // A merged decoder has two branches: the one for a text that nothing came before is as good as any.
  const model = chooseBranch(readModel(bytes, `${folder.name}/${path}`), 'use_cache_branch', false)
  const pixels = pixelInput(model)
  const config = modelConfig(pixels ? picturePart(json) : json)
  const findings = withinOneText(findAttention(model, config))
  return { config, path, model, findings, pixels, streams: findStreams(model, findings.sites), recurrent: recurrentIn(model) }
}

/** A model of one text has nothing that its tokens could look at in another. */
function withinOneText({ sites, refusals }: AttentionFindings): AttentionFindings {
  const cross = sites.filter(({ kind }) => kind === 'cross')
  const reason = 'its keys come from another input than the text, which cannot be shown'
  return {
    sites: sites.filter(({ kind }) => kind !== 'cross'),
    refusals: [...refusals, ...cross.map(({ node }) => ({ node, operator: 'Softmax', reason: `Node ${node} is cross-attention: ${reason}.` }))],
  }
}

function refusePairs(name: string, files: readonly string[], { modelType, isEncoderDecoder }: ModelConfig): void {
  if (!isEncoderDecoder && !isEncoderDecoderPair(files)) return
  const type = modelType ? ` (${modelType})` : ''
  throw new GazeError(`${name} is an encoder-decoder${type}, which cannot be shown yet: choose a text encoder or a decoder-only model.`)
}
