import {
  flow, GazeError, rollout, valueNorms, valueNormsOfLayer,
  type AttentionSite, type CapturedTensor, type HeadWeights, type Pace, type ValueOutput,
} from '../../core/index.ts'
import type { HeadChoice, Measure } from '../../protocol/attention.ts'
import { isPool } from '../../protocol/choice.ts'
import { t } from '../l10n/translate.ts'
import { mostFlowTokens } from './mostFlowTokens.ts'

/** How the layers of a text are had: from what is kept of it, or from the model. */
export interface LayerReads {
  /** The mean of a layer's heads. */
  mean(layer: number): Promise<HeadWeights>
  /** A layer's weights, values and W^O. */
  valued(layer: number): Promise<{ readonly weights: CapturedTensor; readonly output: ValueOutput }>
}

export interface Measuring {
  readonly sites: readonly AttentionSite[]
  readonly reads: LayerReads
  readonly pace: Pace
  /** Told how much is done, 0 to 1. */
  readonly onDone: (share: number) => void
}

/** What a measure other than the weights tells of a choice that fits it; throws where the model or the text has no such thing. */
export async function measured(measure: Exclude<Measure, 'weights'>, { layer, head }: HeadChoice, measuring: Measuring): Promise<HeadWeights> {
  const { reads, sites } = measuring
  if (isPool(layer)) throw new GazeError(t('This measure is of one layer, or up to one; choose it.'))
  if (measure === 'norms') {
    const { weights, output } = await reads.valued(layer)
    return isPool(head) ? valueNormsOfLayer(weights, output) : valueNorms(weights, output, head)
  }
  const stack = sites.flatMap(({ kind }, index) => (index <= layer && kind === sites[layer]!.kind ? [index] : []))
  return measure === 'rollout' ? rolledOut(stack, measuring) : flowing(stack, measuring)
}

function rolledOut(stack: readonly number[], { reads, pace, onDone }: Measuring): Promise<HeadWeights> {
  async function* layers(): AsyncGenerator<HeadWeights> {
    for (const [done, layer] of stack.entries()) {
      onDone(done / stack.length)
      yield await reads.mean(layer)
    }
  }
  return rollout(layers(), pace)
}

async function flowing(stack: readonly number[], { reads, pace, onDone }: Measuring): Promise<HeadWeights> {
  const layers: HeadWeights[] = []
  for (const layer of stack) {
    layers.push(await reads.mean(layer))
    checkFlow(layers[0]!.queries, stack.length)
  }
  const { queries, keys } = layers[0]!
  const weights = new Float32Array(queries * keys)
  for (let query = 0; query < queries; query++) {
    onDone(query / queries)
    weights.set(await flow(layers, query, pace), query * keys)
  }
  return { queries, keys, weights }
}

function checkFlow(tokens: number, layers: number): void {
  const most = mostFlowTokens(layers)
  if (tokens <= most) return
  throw new GazeError(t(
    'Attention flow through {0} layers takes a maximum flow for each pair of tokens and is worked out for at most {1} tokens, not {2}; choose rollout, an earlier layer or a shorter text.',
    layers, most, tokens,
  ))
}
