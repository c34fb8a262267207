import { GazeError } from '../gazeError.ts'
import { analyse } from './analyse.ts'
import type { AttentionSite, TensorKind } from './attentionSite.ts'
import { energyVector, projectionMatrix, statesOf } from './blockTensors.ts'
import { canonical, maskedScores, projected } from './canonical.ts'
import type { FoundAttention } from './findAttention.ts'
import { GraphBuilder } from './graphBuilder.ts'
import { elementTypes as types, type OnnxModel } from './onnxModel.ts'
import { chosenHead, headMean, thumbnail } from './reduction.ts'
import { streamOutputs } from './streamOutputs.ts'
import type { Facts } from './tensorFacts.ts'
import type { FoundStream, StreamKind } from './tokenStream.ts'

/**
 * What an output carries. `weights` and `scores` are [heads, queries, keys], `hidden` and `output` [1, tokens, hidden],
 * `projection` [1, heads * d, hidden], the other tensor kinds [heads, tokens, d].
 * The reduced forms of the weights are for long inputs: `head` is [1, queries, keys], the head that `headInput` names;
 * `headMean` is [1, queries, keys]; `thumbnail` is [heads, size, size], area averages. All are float32.
 * An output's dims may have extra leading ones: the last three are those given here.
 */
export type PatchTensor = 'weights' | TensorKind | 'head' | 'headMean' | 'thumbnail'

export interface PatchOptions {
  /** Default ['weights']. The runtime computes every output of a patched model, fetched or not: ask for what is shown. */
  readonly tensors?: readonly PatchTensor[]
  /** Rows and columns of thumbnails; default 32. */
  readonly thumbnailSize?: number
  /** The states of whole stacks that are to be given beside. */
  readonly streams?: readonly FoundStream[]
  readonly streamKinds?: readonly StreamKind[]
}

/** A state of a stack's tokens, [1, tokens, hidden], or a part of their embedding; `name` as the stream has it. */
export interface PatchedState {
  readonly name: string
  readonly kind: StreamKind
  readonly output: string
}

export interface PatchedOutput {
  readonly site: AttentionSite
  readonly tensor: PatchTensor
  /** The graph output to fetch. */
  readonly output: string
}

export interface PatchedModel {
  /** The original bytes followed by what was appended: hand them on as `ModelBytes.parts`. */
  readonly parts: readonly Uint8Array[]
  /** One a site and tensor kind that can be had; what a site is `missing` is left out. */
  readonly outputs: readonly PatchedOutput[]
  readonly states: readonly PatchedState[]
  /** With `head` among the tensors: a required graph input, int64 [1], the head's number from 0. */
  readonly headInput?: string
}

/** Appends nodes and outputs to a model so that it also gives these sites' tensors; the original results are unchanged. */
export function patchModel(model: OnnxModel, sites: readonly FoundAttention[], options: PatchOptions = {}): PatchedModel {
  const { tensors = ['weights'], thumbnailSize = 32, streams = [], streamKinds = [] } = options
  if (!(thumbnailSize >= 1 && thumbnailSize <= 1024)) {
    throw new GazeError(`A thumbnail of ${String(thumbnailSize)} rows cannot be made: ask for 1 to 1024.`, 'internal')
  }
  const { facts } = analyse(model)
  const graph = new GraphBuilder(model)
  const declared = new Set(model.graph.outputs.map(({ name }) => name))
  const head = tensors.includes('head') ? `${graph.prefix}head` : undefined
  if (head) graph.input(head, types.int64, [1])
  const outputs = sites.flatMap((site) => {
    const exposed = new Map<string, string>()
    return tensors.flatMap((tensor): PatchedOutput[] => {
      if (tensor in site.missing || (tensor === 'energy' && !site.refs.energy)) return []
      const made = make(tensor, site, { graph, facts, thumbnailSize, head: head ?? '', weights: exposed })
      if (!declared.has(made)) graph.output(made, types.float32)
      declared.add(made)
      return [{ site, tensor, output: made }]
    })
  })
  const states = streams.flatMap((stream) => streamOutputs(stream, streamKinds, graph, facts))
  for (const { output } of states) {
    if (!declared.has(output)) graph.output(output, types.float32)
    declared.add(output)
  }
  return { parts: [...(model.parts ?? [model.bytes]), graph.finish()], outputs, states, ...(head && { headInput: head }) }
}

interface Making {
  readonly graph: GraphBuilder
  readonly facts: Facts
  readonly thumbnailSize: number
  readonly head: string
  /** The canonical weights of this site once they are there. */
  readonly weights: Map<string, string>
}

function make(tensor: PatchTensor, { refs }: FoundAttention, { graph, facts, thumbnailSize, head, weights }: Making): string {
  if (tensor === 'query' || tensor === 'key' || tensor === 'value') return projected(refs[tensor], graph, facts)
  if (tensor === 'scores') return maskedScores(refs.scores, refs.maskedBelow, graph, facts)
  if (tensor === 'context') return canonical(refs.context, graph, facts)
  if (tensor === 'hidden' || tensor === 'output') return statesOf(refs.block[tensor]!, graph, facts)
  if (tensor === 'energy') return energyVector(refs.energy!, graph)
  if (tensor === 'projection') return projectionMatrix(refs.block.projection!, graph)
  const all = weights.get('') ?? canonical(refs.weights, graph, facts)
  weights.set('', all)
  if (tensor === 'head') return chosenHead(all, head, graph)
  if (tensor === 'headMean') return headMean(all, graph)
  return tensor === 'thumbnail' ? thumbnail(all, thumbnailSize, graph) : all
}
