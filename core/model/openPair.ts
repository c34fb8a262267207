import { generationConfig, type GenerationConfig } from '../generate/generationConfig.ts'
import { GazeError } from '../gazeError.ts'
import { chooseBranch } from '../onnx/chooseBranch.ts'
import { findAttention } from '../onnx/findAttention.ts'
import { findStreams } from '../onnx/findStreams.ts'
import { readModel } from '../onnx/readModel.ts'
import { isConvolutional, recurrentIn } from '../onnx/recurrentLayers.ts'
import { throwIfCancelled } from '../throwIfCancelled.ts'
import { chooseGraph, isEncoderDecoderPair } from './chooseGraph.ts'
import { choosePair } from './choosePair.ts'
import type { ModelInfo } from './gazeModel.ts'
import { modelConfig } from './modelConfig.ts'
import type { ModelFolder, ReadOptions } from './modelFolder.ts'
import { siteInfo, streamInfo } from './modelInfo.ts'
import type { GraphOptions, OpenGraph } from './openGraph.ts'
import { pixelInput } from './planPixels.ts'
import { readJson } from './readJson.ts'
import { decoderPart, picturePart } from './visionConfig.ts'

/** An encoder-decoder's graphs: two, or one that is both. */
export interface OpenPair {
  readonly modelType: string | undefined
  readonly generation: GenerationConfig
  readonly encoder: OpenGraph | undefined
  readonly decoder: OpenGraph
  /** The file whose graph takes a past. */
  readonly withPast: string | undefined
}

/**
 * Opens the graphs of an encoder-decoder's folder, without a runtime; undefined where the folder, or the file asked for,
 * is something else. Throws a GazeError that names what is missing.
 */
export async function openPair(folder: ModelFolder, options: GraphOptions = {}): Promise<OpenPair | undefined> {
  const files = await folder.list()
  if (!files.includes('config.json')) return undefined
  const json = await readJson(folder, 'config.json', options)
  const { isEncoderDecoder, modelType } = modelConfig(json)
  const chosen = choosePair(files, options.file)
  if (!chosen && (!isEncoderDecoder || (options.file !== undefined && isEncoderDecoderPair(files)))) return undefined
  const generation = generationConfig(json, files.includes('generation_config.json') ? await readJson(folder, 'generation_config.json', options) : undefined)
  if (chosen) {
    const encoder = await openHalf(folder, chosen.encoder, 'encoder', options)
    const decoder = await openHalf(folder, chosen.decoder, 'decoder', options)
    return { modelType, generation, encoder, decoder, withPast: chosen.withPast }
  }
  if (files.some((path) => /(^|\/)encoder_model[^/]*\.onnx$/.test(path)) && options.file === undefined) {
    throw new GazeError(`${folder.name} has an encoder and no decoder (decoder_model.onnx or decoder_model_merged.onnx): export both, or choose the encoder's file alone.`)
  }
  const decoder = await openHalf(folder, chooseGraph(folder.name, files, options.file), undefined, options)
  const both = decoder.model.graph.inputs.some(({ name }) => name === 'decoder_input_ids')
  return both ? { modelType, generation, encoder: undefined, decoder, withPast: undefined } : undefined
}

/** One graph of an encoder-decoder with its attention found; of a merged decoder, the branch that takes no past. */
export async function openHalf(folder: ModelFolder, path: string, half: 'encoder' | 'decoder' | undefined, options: ReadOptions): Promise<OpenGraph> {
  const json = await readJson(folder, 'config.json', options)
  const bytes = await folder.read(path, options)
  throwIfCancelled(options.signal)
  const model = chooseBranch(readModel(bytes, `${folder.name}/${path}`), 'use_cache_branch', false)
  const pixels = half === 'encoder' ? pixelInput(model) : undefined
  const config = modelConfig(pixels ? picturePart(json) : half === 'decoder' ? decoderPart(json) : json)
  const findings = findAttention(model, { ...config, isEncoderDecoder: true, half })
  return { config, path, model, findings, pixels, streams: findStreams(model, findings.sites), recurrent: recurrentIn(model) }
}

/** The decoder's sites in the order people read them: the encoder's, where the graph has them, its own, cross-attention. */
export function siteOrder({ findings }: OpenGraph): readonly number[] {
  return (['encoder', 'decoder', 'cross'] as const).flatMap((kind) => findings.sites.flatMap((site, index) => (site.kind === kind ? [index] : [])))
}

/** The public facts of an encoder-decoder. */
export function pairInfo(name: string, { encoder, decoder, modelType }: OpenPair, maxTokens = encoder?.pixels ? undefined : decoder.config.maxTokens): ModelInfo {
  const { config } = decoder
  const own = encoder?.config ?? config
  const graphs = encoder ? [encoder, decoder] : [decoder]
  const sites = siteOrder(decoder).map((index) => siteInfo(decoder.findings.sites[index]!, config))
  return {
    name,
    file: (encoder ?? decoder).path,
    ...(encoder && { decoderFile: decoder.path }),
    ...(modelType !== undefined && { modelType }),
    kind: 'encoder-decoder',
    sites: [...(encoder?.findings.sites.map((site) => siteInfo(site, own)) ?? []), ...sites],
    streams: graphs.flatMap(({ streams }) => streams.map(streamInfo)),
    refusals: graphs.flatMap(({ findings }) => findings.refusals),
    recurrent: [...new Set(graphs.flatMap(({ recurrent }) => recurrent))],
    ...(encoder && !encoder.pixels && isConvolutional(encoder.model) && { convolutional: true }),
    ...(maxTokens !== undefined && { maxTokens }),
    ...(config.maxTokens !== undefined && { maxTargetTokens: config.maxTokens }),
  }
}
