import { GazeError } from '../gazeError.ts'
import type { AttentionRefusal, AttentionSite } from '../onnx/attentionSite.ts'
import { findStreams } from '../onnx/findStreams.ts'
import type { Tensor } from '../runtime.ts'
import type { OpenGraph } from './openGraph.ts'
import type { PatchedSession } from './patchedSession.ts'

/** How many tokens a model makes of a picture, and which of its sites, by index, look from all of them at all of them. */
export interface Probed {
  readonly tokens: number
  readonly whole: readonly number[]
  /** Why each of the other sites cannot be shown. */
  readonly refusals: readonly AttentionRefusal[]
}

/** What a probe says of a model all of whose sites are whole. */
export const everything: Pick<Probed, 'whole' | 'refusals'> = { whole: [], refusals: [] }

/**
 * Runs a model on a picture to see how its tokens lie, which its file need not say. `states` is the output with a row a
 * token, where it is known; without it, most sites decide. Throws a GazeError where no rows of tokens are found.
 */
export async function probePicture(
  { sites, file }: { readonly sites: readonly AttentionSite[]; readonly file: string }, session: PatchedSession, feeds: Readonly<Record<string, Tensor>>, states?: string,
): Promise<Probed> {
  const wanted = { sites: sites.map((_, index) => index), tensors: ['weights'] as const, streams: [] }
  await session.prepare(wanted, 0)
  const { outputs, own } = await session.run(feeds, wanted, states === undefined ? [] : [states])
  const dims = new Map(outputs.map(({ site, tensor }) => [site, tensor.dims]))
  const square = [...dims.values()].flatMap((of) => (isWhole(of) ? [of.at(-1)!] : []))
  const said = states === undefined ? undefined : own[states]!.dims
  const tokens = said?.length === 3 ? said[1]! : mostOften(square)
  if (tokens === undefined) {
    const [site] = sites
    throw new GazeError(`${file} cannot be shown: ${site ? inParts(site.node, dims.get(site.name) ?? []) : 'it has no attention that can be recognised.'}`)
  }
  const isOfAll = (name: string): boolean => isWhole(dims.get(name) ?? []) && dims.get(name)!.at(-1) === tokens
  return {
    tokens,
    whole: wanted.sites.filter((index) => isOfAll(sites[index]!.name)),
    refusals: sites.filter(({ name }) => !isOfAll(name)).map(({ name, node }) => ({ node, operator: 'Softmax', reason: inParts(node, dims.get(name) ?? []) })),
  }
}

/** A graph without the sites that a probe has left out. */
export function withSites(graph: OpenGraph, { whole, refusals }: Pick<Probed, 'whole' | 'refusals'>): OpenGraph {
  if (refusals.length === 0) return graph
  const sites = whole.map((site, index) => {
    const { kind } = graph.findings.sites[site]!
    return { ...graph.findings.sites[site]!, index, name: `${kind}.${String(index)}` }
  })
  return { ...graph, findings: { sites, refusals: [...graph.findings.refusals, ...refusals] }, streams: findStreams(graph.model, sites) }
}

/** [1, heads, tokens, tokens], axes of one in front or not. */
function isWhole(dims: readonly number[]): boolean {
  return dims.length >= 3 && dims.at(-1) === dims.at(-2) && dims.slice(0, -3).every((size) => size === 1)
}

function mostOften(values: readonly number[]): number | undefined {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0]
}

function inParts(node: string, dims: readonly number[]): string {
  return `Node ${node} gives weights of [${dims.join(', ')}], not of all tokens to all tokens: it attends in windows or to a part of the picture, which cannot be shown.`
}
