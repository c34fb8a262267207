import type { Runtime } from '../runtime.ts'
import { throwIfCancelled } from '../throwIfCancelled.ts'
import { captureModel, moveLogits } from './captureModel.ts'
import type { GazeModel } from './gazeModel.ts'
import type { ModelFolder } from './modelFolder.ts'
import { pictureInput } from './modelInput.ts'
import { modelInfo } from './modelInfo.ts'
import { openGraph } from './openGraph.ts'
import { readingOptions, type OpenOptions } from './openOptions.ts'
import { openSeeing, type SeeingParts } from './openSeeing.ts'

/** Loads a vision model whose graph is open. */
export async function openPictureModel(
  folder: ModelFolder, runtime: Runtime, parts: Omit<SeeingParts, 'again'>, options: OpenOptions, start: number,
): Promise<GazeModel> {
  const { path } = parts.graph
  const { signal, onProgress, tensors = [], streams = [] } = options
  const reading = readingOptions(options)
  onProgress?.({ phase: 'prepare' })
  const { graph, plan, session, look } = await openSeeing(folder, runtime, { ...parts, again: () => openGraph(folder, { file: path }) }, reading)
  const { labels } = graph.config
  const classifies = labels && graph.model.graph.outputs.some(({ name }) => name === moveLogits)
  const info = { ...modelInfo(folder.name, graph), picture: plan.size ?? {}, ...(classifies && { labels }) }
  await session.prepare({ sites: info.sites.map((_, index) => index), tensors: ['weights', ...tensors], streams }, 0)
  const model = captureModel(info, pictureInput(info.name, look), plan, session, undefined, performance.now() - start)
  if (signal?.aborted) await model.dispose()
  throwIfCancelled(signal)
  return model
}
