import { worldTokenizer } from '../agent/worldTokenizer.ts'
import { generationConfig } from '../generate/generationConfig.ts'
import { GazeError } from '../gazeError.ts'
import type { OnnxModel } from '../onnx/onnxModel.ts'
import type { Runtime } from '../runtime.ts'
import { throwIfCancelled } from '../throwIfCancelled.ts'
import { captureModel, type Decoding } from './captureModel.ts'
import type { GazeModel } from './gazeModel.ts'
import type { ModelConfig } from './modelConfig.ts'
import { isCausal, modelInfo } from './modelInfo.ts'
import { textInput } from './modelInput.ts'
import type { ModelFolder } from './modelFolder.ts'
import { openGraph } from './openGraph.ts'
import { readingOptions, type OpenOptions } from './openOptions.ts'
import { openPair } from './openPair.ts'
import { openPairModel } from './openPairModel.ts'
import { openPictureModel } from './openPictureModel.ts'
import { openTokenizer } from './openTokenizer.ts'
import { PatchedSession, type GraphFiles } from './patchedSession.ts'
import { planDecoder } from './planDecoder.ts'
import { planInputs } from './planInputs.ts'
import { readExternal } from './readExternal.ts'
import { readJson } from './readJson.ts'
import { ownOutputs } from './stepper.ts'

/**
 * Opens a model's folder: configuration, tokenizer, graph with its attention found and exposed, runtime session. Throws
 * a GazeError that says what is missing, damaged or cannot be shown; an aborted signal ends it between two steps.
 */
export async function openModel(folder: ModelFolder, runtime: Runtime, options: OpenOptions = {}): Promise<GazeModel> {
  const start = performance.now()
  const { signal, onProgress, file, tensors = [], streams = [], encoderDecoders = false } = options
  const reading = readingOptions(options)
  const graphOptions = { ...reading, ...(file !== undefined && { file }) }

  const pair = encoderDecoders ? await openPair(folder, graphOptions) : undefined
  if (pair) return openPairModel(folder, runtime, pair, options, start)
  const graph = await openGraph(folder, graphOptions)
  const { path, config, findings, pixels } = graph
  if (pixels && findings.sites.length) return openPictureModel(folder, runtime, { graph, input: pixels }, options, start)
  if (findings.sites.length === 0) throw nothingToShow(graph.model.file, findings.refusals[0]?.reason)
  const plan = planInputs(graph.model, config, isCausal(findings, config))
  const { tokenizer, maxTokens } = await openTokenizer(folder, reading)
  throwIfCancelled(signal)
  const bounds = [plan.fixedTokens, config.maxTokens ?? maxTokens].filter((bound) => bound !== undefined)
  const info = {
    ...modelInfo(folder.name, graph, bounds.length ? Math.min(...bounds) : undefined),
    ...(plan.fixedTokens !== undefined && { fixedTokens: plan.fixedTokens }),
  }

  let first: GraphFiles | undefined = { graph, external: await readExternal(folder, path, graph.model, reading) }
  const session = new PatchedSession(runtime, info, async () => {
    const files = first ?? (await readAgain())
    first = undefined
    return files
  })
  const decoding = info.kind === 'decoder' ? await decodingOf(folder, graph.model, config, session) : undefined
  onProgress?.({ phase: 'prepare' })
  await session.prepare({ sites: info.sites.map((_, index) => index), tensors: ['weights', ...tensors], streams }, 0)
  const model = captureModel(info, textInput(info.name, info.world ? worldTokenizer(tokenizer, info.world) : tokenizer), plan, session, decoding, performance.now() - start)
  if (signal?.aborted) await model.dispose()
  throwIfCancelled(signal)
  return model

  async function readAgain(): Promise<GraphFiles> {
    const again = await openGraph(folder, { file: path })
    return { graph: again, external: await readExternal(folder, path, again.model, {}) }
  }
}

async function decodingOf(folder: ModelFolder, model: OnnxModel, config: ModelConfig, session: PatchedSession): Promise<Decoding> {
  const files = await folder.list()
  const generation = files.includes('generation_config.json') ? await readJson(folder, 'generation_config.json') : undefined
  return {
    generation: generationConfig(await readJson(folder, 'config.json'), generation),
    decoder: {
      file: model.file, plan: planDecoder(model, config), outputs: ownOutputs(model),
      run: (feeds, outputs) => session.runOwn(feeds, outputs),
    },
  }
}

function nothingToShow(file: string, reason: string | undefined): GazeError {
  return new GazeError(reason ? `${file} cannot be shown: ${reason}` : `${file} has no attention that can be recognised: choose a transformer.`)
}
