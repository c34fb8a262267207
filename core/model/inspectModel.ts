import type { ModelInfo } from './gazeModel.ts'
import type { ModelFolder } from './modelFolder.ts'
import { modelInfo } from './modelInfo.ts'
import { openGraph, type GraphOptions } from './openGraph.ts'
import { openPair, pairInfo } from './openPair.ts'

/** What a model's folder holds and which attention of it can be had, without loading it into a runtime. */
export async function inspectModel(folder: ModelFolder, options: GraphOptions = {}): Promise<ModelInfo> {
  const pair = await openPair(folder, options)
  return pair ? pairInfo(folder.name, pair) : modelInfo(folder.name, await openGraph(folder, options))
}
