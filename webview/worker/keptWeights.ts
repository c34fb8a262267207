import { groupWeights, headWeights, type CapturedTensor, type HeadWeights, type StreamKind } from '../../core/index.ts'
import type { HeadChoice } from '../../protocol/attention.ts'
import { isPool, measureOf, rowsSumToOne } from '../../protocol/choice.ts'
import type { Group } from '../../protocol/groups.ts'
import { LruCache } from './lruCache.ts'
import { weightsOf } from './weightsOf.ts'

/** Weights kept for slices to come, all sessions together. */
export const keptBytes = 256 * 2 ** 20

/**
 * What was captured of the analysed texts, in pieces: all layers of a short text; one layer, the means of all layers,
 * or one slice of a long one; slices of other measures.
 */
export class KeptWeights {
  readonly #pieces = new LruCache<readonly CapturedTensor[]>(keptBytes, (tensors) =>
    tensors.reduce((bytes, { data }) => bytes + data.byteLength, 0),
  )

  keepAll(sessionId: string, layers: readonly CapturedTensor[]): void {
    this.#pieces.set(pieceKey(sessionId, 'all'), layers)
  }

  keepLayer(sessionId: string, layer: number, weights: CapturedTensor): void {
    this.#pieces.set(pieceKey(sessionId, 'layer', layer), [weights])
  }

  /** Of tokens, not of groups. */
  keepSlice(sessionId: string, choice: HeadChoice, { queries, keys, weights }: HeadWeights): void {
    this.#pieces.set(sliceKey(sessionId, choice), [{ name: 'slice', shape: [1, queries, keys], data: weights }])
  }

  /** What one layer is stepped through with, or its norms are worked out from, its weights first. */
  keepTensors(sessionId: string, layer: number, use: 'steps' | 'norms', tensors: readonly CapturedTensor[]): void {
    this.#pieces.set(pieceKey(sessionId, use, layer), tensors)
  }

  tensors(sessionId: string, layer: number, use: 'steps' | 'norms'): readonly CapturedTensor[] | undefined {
    return this.#pieces.get(pieceKey(sessionId, use, layer))
  }

  /** The states of a text's tokens, or what their embeddings are the sum of. */
  keepStates(sessionId: string, kind: StreamKind, states: readonly CapturedTensor[]): void {
    this.#pieces.set(pieceKey(sessionId, kind), states)
  }

  states(sessionId: string, kind: StreamKind): readonly CapturedTensor[] | undefined {
    return this.#pieces.get(pieceKey(sessionId, kind))
  }

  /** All layers of a short text, while they are here. */
  all(sessionId: string): readonly CapturedTensor[] | undefined {
    return this.#pieces.get(pieceKey(sessionId, 'all'))
  }

  /** The weights of a choice, between tokens or groups, where a piece that is still here has them; perhaps a view into it. */
  slice(sessionId: string, choice: HeadChoice, groups?: readonly Group[], keyGroups = groups): HeadWeights | undefined {
    const { layer } = choice
    if (measureOf(choice) === 'weights') {
      const all = this.all(sessionId)
      if (all) return weightsOf(all, choice, groups, keyGroups)
      const whole = isPool(layer) ? undefined : this.#pieces.get(pieceKey(sessionId, 'layer', layer))
      if (whole) return weightsOf(whole, { ...choice, layer: 0 }, groups, keyGroups)
      if (groups && !rowsSumToOne(choice)) return undefined
    }
    const slice = this.#pieces.get(sliceKey(sessionId, choice))
    if (!slice) return undefined
    return groups ? groupWeights(headWeights(slice[0]!, 0), groups, keyGroups) : headWeights(slice[0]!, 0)
  }

  release(sessionId: string): void {
    this.#pieces.deleteAll(pieceKey(sessionId, ''))
  }
}

function sliceKey(sessionId: string, choice: HeadChoice): string {
  return pieceKey(sessionId, 'slice', measureOf(choice), choice.layer, choice.head, choice.family ?? '')
}

function pieceKey(sessionId: string, ...piece: (string | number)[]): string {
  return [sessionId, ...piece].join('\n')
}
