import { GazeError } from '../gazeError.ts'
import type { TensorKind } from '../onnx/attentionSite.ts'
import type { StreamKind } from '../onnx/tokenStream.ts'
import type { Runtime } from '../runtime.ts'
import { throwIfCancelled } from '../throwIfCancelled.ts'
import { captureModel } from './captureModel.ts'
import type { GazeModel } from './gazeModel.ts'
import { isCausal, modelInfo } from './modelInfo.ts'
import type { ModelFolder } from './modelFolder.ts'
import { openGraph, type GraphOptions } from './openGraph.ts'
import { openTokenizer } from './openTokenizer.ts'
import { PatchedSession, type GraphFiles } from './patchedSession.ts'
import { planInputs } from './planInputs.ts'
import { readExternal } from './readExternal.ts'

/** What loading is at; `loaded` of `total` bytes of one file. */
export type LoadProgress =
  | { readonly phase: 'download'; readonly loaded: number; readonly total: number }
  | { readonly phase: 'prepare' }

export interface OpenOptions extends Omit<GraphOptions, 'onProgress'> {
  readonly onProgress?: (progress: LoadProgress) => void
  /** Captures will ask for these beside the weights: known beforehand, the model is loaded once for all. */
  readonly tensors?: readonly TensorKind[]
  readonly streams?: readonly StreamKind[]
}

/**
 * Opens a model's folder: configuration, tokenizer, graph with its attention found and exposed, runtime session. Throws
 * a GazeError that says what is missing, damaged or cannot be shown; an aborted signal ends it between two steps.
 */
export async function openModel(folder: ModelFolder, runtime: Runtime, options: OpenOptions = {}): Promise<GazeModel> {
  const start = performance.now()
  const { signal, onProgress, file, tensors = [], streams = [] } = options
  const reading = { ...(signal && { signal }), ...(onProgress && { onProgress: report }) }
  const graphOptions = { ...reading, ...(file !== undefined && { file }) }

  const graph = await openGraph(folder, graphOptions)
  const { path, config, findings } = graph
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
  onProgress?.({ phase: 'prepare' })
  await session.prepare({ sites: info.sites.map((_, index) => index), tensors: ['weights', ...tensors], streams }, 0)
  const model = captureModel(info, tokenizer, plan, session, performance.now() - start)
  if (signal?.aborted) await model.dispose()
  throwIfCancelled(signal)
  return model

  function report(loaded: number, total: number): void {
    onProgress?.({ phase: 'download', loaded, total })
  }

  async function readAgain(): Promise<GraphFiles> {
    const again = await openGraph(folder, { file: path })
    return { graph: again, external: await readExternal(folder, path, again.model, {}) }
  }
}

function nothingToShow(file: string, reason: string | undefined): GazeError {
  return new GazeError(reason ? `${file} cannot be shown: ${reason}` : `${file} has no attention that can be recognised: choose a transformer.`)
}
