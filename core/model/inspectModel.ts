import type { ModelInfo } from './gazeModel.ts'
import type { ModelFolder } from './modelFolder.ts'
import { modelInfo } from './modelInfo.ts'
import { openGraph, type GraphOptions, type OpenGraph } from './openGraph.ts'
import { openPair, pairInfo } from './openPair.ts'
import { openPixels } from './openPixels.ts'

/** What a model's folder holds and which attention of it can be had, without loading it into a runtime. */
export async function inspectModel(folder: ModelFolder, options: GraphOptions = {}): Promise<ModelInfo> {
  const pair = await openPair(folder, options)
  if (pair) return { ...pairInfo(folder.name, pair), ...(await pictureOf(folder, pair.encoder)) }
  const graph = await openGraph(folder, options)
  return { ...modelInfo(folder.name, graph), ...(await pictureOf(folder, graph)) }
}

async function pictureOf(folder: ModelFolder, graph: OpenGraph | undefined): Promise<Pick<ModelInfo, 'picture'>> {
  return graph?.pixels ? { picture: (await openPixels(folder, graph, graph.pixels)).plan.size ?? {} } : {}
}
