import { GazeError } from '../gazeError.ts'
import { chooseBranch } from '../onnx/chooseBranch.ts'
import { readModel } from '../onnx/readModel.ts'
import type { ValueInfo } from '../onnx/onnxModel.ts'
import type { Runtime } from '../runtime.ts'
import { throwIfCancelled } from '../throwIfCancelled.ts'
import type { GazeModel } from './gazeModel.ts'
import type { ModelConfig } from './modelConfig.ts'
import type { ModelFolder } from './modelFolder.ts'
import { pictureInput, textInput } from './modelInput.ts'
import { streamInfo, siteInfo } from './modelInfo.ts'
import type { OpenGraph } from './openGraph.ts'
import { readingOptions, type OpenOptions } from './openOptions.ts'
import { openHalf, pairInfo, siteOrder, type OpenPair } from './openPair.ts'
import { openSeeing, type SeeingParts } from './openSeeing.ts'
import { openTokenizer } from './openTokenizer.ts'
import { pairModel, type PairParts } from './pairModel.ts'
import { PatchedSession, type GraphFiles } from './patchedSession.ts'
import { planDecoder } from './planDecoder.ts'
import { planInputs } from './planInputs.ts'
import { readExternal } from './readExternal.ts'
import { ownOutputs } from './stepper.ts'

/** Loads an encoder-decoder whose graphs are open. */
export async function openPairModel(
  folder: ModelFolder, runtime: Runtime, pair: OpenPair, options: OpenOptions, start: number,
): Promise<GazeModel> {
  const { signal, onProgress, tensors = [], streams = [] } = options
  const reading = readingOptions(options)
  const { decoder, withPast, generation } = pair
  const { config } = decoder
  const plan = planDecoder(decoder.model, config)
  const seeing = pair.encoder?.pixels && (await openSeeing(folder, runtime, seeingParts(folder, pair.encoder, pair.encoder.pixels), reading))
  const encoder = seeing?.graph ?? pair.encoder
  const encoderPlan = seeing?.plan ?? (encoder && planInputs(encoder.model, encoder.config, false))
  const { tokenizer, target = tokenizer, maxTokens } = await openTokenizer(folder, reading)
  throwIfCancelled(signal)
  const bounds = seeing ? [] : [encoderPlan?.fixedTokens, config.maxTokens ?? maxTokens].filter((bound) => bound !== undefined)
  const info = {
    ...pairInfo(folder.name, { ...pair, encoder }, bounds.length ? Math.min(...bounds) : undefined),
    ...(seeing && { picture: seeing.plan.size ?? {} }),
  }
  const count = encoder?.findings.sites.length ?? 0
  const parts: PairParts = {
    info, target, generation,
    input: seeing ? pictureInput(info.name, seeing.look) : textInput(info.name, tokenizer),
    encoder: encoder && encoderPlan && {
      session: seeing?.session ?? (await sessionOf(encoder, 'encoder')), plan: encoderPlan, states: statesOf(encoder),
      sites: new Map(encoder.findings.sites.map((_, index) => [index, index])),
    },
    decoder: {
      session: await sessionOf(decoder, encoder ? 'decoder' : undefined), plan,
      sites: new Map(siteOrder(decoder).map((site, index) => [count + index, site])),
      file: decoder.model.file, outputs: ownOutputs(decoder.model),
    },
    later: withPast === undefined ? undefined : () => openLater(folder, runtime, withPast, config),
  }
  onProgress?.({ phase: 'prepare' })
  for (const half of [parts.encoder, parts.decoder]) {
    await half?.session.prepare({ sites: [...half.sites.values()], tensors: ['weights', ...tensors], streams }, 0)
    throwIfCancelled(signal)
  }
  const model = pairModel(parts, performance.now() - start)
  if (signal?.aborted) await model.dispose()
  throwIfCancelled(signal)
  return model

  async function sessionOf(graph: OpenGraph, half: 'encoder' | 'decoder' | undefined): Promise<PatchedSession> {
    const { path } = graph
    let first: GraphFiles | undefined = { graph, external: await readExternal(folder, path, graph.model, reading) }
    const own = { sites: graph.findings.sites.map((site) => siteInfo(site, config)), streams: graph.streams.map(streamInfo) }
    return new PatchedSession(runtime, own, async () => {
      const files = first ?? (await openAgain(path, half))
      first = undefined
      return files
    })
  }

  async function openAgain(path: string, half: 'encoder' | 'decoder' | undefined): Promise<GraphFiles> {
    const graph = await openHalf(folder, path, half, {})
    return { graph, external: await readExternal(folder, path, graph.model, {}) }
  }
}

/** The decoder that takes a past, as it is: nothing of its attention is asked for. */
async function openLater(folder: ModelFolder, runtime: Runtime, path: string, config: ModelConfig): ReturnType<NonNullable<PairParts['later']>> {
  const file = `${folder.name}/${path}`
  const model = chooseBranch(readModel(await folder.read(path), file), 'use_cache_branch', true)
  const loaded = await runtime.load({ parts: model.parts ?? [model.bytes], external: await readExternal(folder, path, model, {}) })
  return {
    file, plan: planDecoder(model, config), outputs: ownOutputs(model),
    run: (feeds, outputs) => loaded.run(feeds, outputs),
    dispose: () => loaded.dispose(),
  }
}

function seeingParts(folder: ModelFolder, graph: OpenGraph, input: ValueInfo): SeeingParts {
  const { path } = graph
  return { graph, input, states: statesOf(graph), again: () => openHalf(folder, path, 'encoder', {}) }
}

/** What the decoder takes of the encoder: its last states. */
function statesOf({ model }: OpenGraph): string {
  const names = ownOutputs(model)
  const name = names.find((each) => each === 'last_hidden_state') ?? names.find((each) => /hidden_state/.test(each)) ?? names[0]
  if (name === undefined) throw new GazeError(`${model.file} gives nothing that a decoder could take: export the encoder again.`)
  return name
}
