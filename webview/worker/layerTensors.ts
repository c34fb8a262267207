import {
  attentionBytes, GazeError, type AttentionSite, type CapturedTensor, type EmbeddingKind, type ModelInfo, type TensorKind, type TokenStream,
} from '../../core/index.ts'
import { t } from '../l10n/translate.ts'
import { keptBytes } from './keptWeights.ts'

/** What a layer is captured for, to be stepped through. W^O itself is not: its shape follows from what goes in and out. */
export const stepTensors = ['query', 'key', 'value', 'energy', 'scores', 'context', 'hidden', 'output'] as const

/** One layer's captured tensors, its weights among them. */
export interface LayerTensors {
  readonly site: AttentionSite
  readonly weights: CapturedTensor
  readonly others: Readonly<Partial<Record<TensorKind, CapturedTensor>>>
  /** What the first layer's input is the sum of, or why that cannot be had. */
  readonly embeddings: readonly { readonly kind: EmbeddingKind; readonly tensor: CapturedTensor }[]
  readonly noEmbeddings?: string
}

/** Sorts what was captured of a layer, its weights first, and of its stack's embeddings; undefined where nothing was. */
export function layerTensors(
  site: AttentionSite, streams: readonly TokenStream[], captured: readonly CapturedTensor[] | undefined, states: readonly CapturedTensor[] | undefined,
): LayerTensors | undefined {
  const [weights, ...others] = captured ?? []
  if (!weights || !states) return undefined
  const stream = streams.find(({ name }) => name === site.kind)
  const embeddings = (stream?.parts ?? []).flatMap(({ kind, name }) => {
    const tensor = states.find((state) => state.name === name)
    return tensor ? [{ kind, tensor }] : []
  })
  const reason = stream ? stream.missing.embeddings : site.missing.hidden
  return {
    site, weights, embeddings,
    others: Object.fromEntries(others.map((tensor) => [tensor.name.slice(site.name.length + 1), tensor])),
    ...(embeddings.length === 0 && { noEmbeddings: reason ?? t('What its input is made of cannot be told apart.') }),
  }
}

/** Throws where weights and scores of one layer are more than the worker keeps. */
export function checkStepRoom({ sites, fixedTokens }: ModelInfo, tokens: number, layer: number): void {
  const [bytes, room] = [2 * attentionBytes({ sites: [sites[layer]!] }, Math.max(tokens, fixedTokens ?? 0)), keptBytes]
  if (bytes <= room) return
  const [needed, most] = [bytes, room].map((size) => String(Math.ceil(size / 2 ** 20)))
  throw new GazeError(t('Stepping through {0} tokens takes {1} MB where there is room for {2}; choose a shorter text.', tokens, needed!, most!))
}
