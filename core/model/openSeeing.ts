import type { ValueInfo } from '../onnx/onnxModel.ts'
import type { Runtime } from '../runtime.ts'
import { throwIfCancelled } from '../throwIfCancelled.ts'
import { greyPicture, lookAt } from './lookAt.ts'
import type { ModelFolder, ReadOptions } from './modelFolder.ts'
import type { ModelInput } from './modelInput.ts'
import { modelInfo } from './modelInfo.ts'
import type { OpenGraph } from './openGraph.ts'
import { openPixels } from './openPixels.ts'
import { PatchedSession, type GraphFiles } from './patchedSession.ts'
import type { PixelPlan } from './planPixels.ts'
import { everything, probePicture, withSites, type Probed } from './probePicture.ts'
import { readExternal } from './readExternal.ts'

/** A graph that takes pictures, ready to run: `graph` has those of its sites that can be shown. */
export interface Seeing {
  readonly graph: OpenGraph
  readonly plan: PixelPlan
  readonly session: PatchedSession
  readonly look: ModelInput['look']
}

export interface SeeingParts {
  readonly graph: OpenGraph
  readonly input: ValueInfo
  /** The output with a row a token, where it is known. */
  readonly states?: string
  /** Opens the graph again. */
  readonly again: () => Promise<OpenGraph>
}

/** Loads a graph that takes pictures, and tries it with a plain picture to see how its tokens lie. */
export async function openSeeing(folder: ModelFolder, runtime: Runtime, { graph, input, states, again }: SeeingParts, options: ReadOptions): Promise<Seeing> {
  const { plan, patches, usual } = await openPixels(folder, graph, input, options)
  throwIfCancelled(options.signal)
  const files = { graph, external: await readExternal(folder, graph.path, graph.model, options) }
  const trial = sessionOf(runtime, folder, files, everything, again)
  const trying = probePicture({ sites: graph.findings.sites, file: graph.model.file }, trial, plan.pixelFeeds(plan.prepare(greyPicture(usual))), states)
  const probed = await trying.catch(async (error: unknown) => {
    await trial.dispose()
    throw error
  })
  if (probed.refusals.length) await trial.dispose()
  const session = probed.refusals.length ? sessionOf(runtime, folder, files, probed, again) : trial
  const kept = withSites(graph, probed)
  return { graph: kept, plan, session, look: lookAt(plan, patches, counter(kept, session, plan, states)) }
}

/** Counts the tokens that a graph makes of a picture. */
function counter({ findings, model: { file } }: OpenGraph, session: PatchedSession, plan: PixelPlan, states: string | undefined): Parameters<typeof lookAt>[2] {
  const sites = findings.sites.map(({ name, node, kind, index, missing }) => ({ name, node, kind, index, missing }))
  return async (picture) => (await probePicture({ sites, file }, session, plan.pixelFeeds(picture), states)).tokens
}

/** The session of a graph's sites, or of some of them; holds the files until the runtime has its own copy. */
function sessionOf(runtime: Runtime, folder: ModelFolder, files: GraphFiles, kept: Pick<Probed, 'whole' | 'refusals'>, again: SeeingParts['again']): PatchedSession {
  let first: GraphFiles | undefined = files
  return new PatchedSession(runtime, modelInfo(folder.name, withSites(files.graph, kept)), async () => {
    const { graph, external } = first ?? (await readAgain(folder, again))
    first = undefined
    return { graph: withSites(graph, kept), external }
  })
}

async function readAgain(folder: ModelFolder, again: SeeingParts['again']): Promise<GraphFiles> {
  const graph = await again()
  return { graph, external: await readExternal(folder, graph.path, graph.model, {}) }
}
