import { chooseWeights, headWeights, type CapturedTensor, type HeadWeights } from '../../core/index.ts'
import type { HeadChoice } from '../../protocol/attention.ts'
import { LruCache } from './lruCache.ts'

/** Weights kept for slices to come, all sessions together. */
export const keptBytes = 256 * 2 ** 20

/**
 * What was captured of the analysed texts, in pieces: all layers of a short text; one layer, the means of all layers,
 * or one slice of a long one.
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

  keepSlice(sessionId: string, { layer, head }: HeadChoice, { queries, keys, weights }: HeadWeights): void {
    this.#pieces.set(pieceKey(sessionId, 'slice', layer, head), [{ name: 'slice', shape: [1, queries, keys], data: weights }])
  }

  /** What one layer is stepped through with, its weights first. */
  keepTensors(sessionId: string, layer: number, tensors: readonly CapturedTensor[]): void {
    this.#pieces.set(pieceKey(sessionId, 'tensors', layer), tensors)
  }

  tensors(sessionId: string, layer: number): readonly CapturedTensor[] | undefined {
    return this.#pieces.get(pieceKey(sessionId, 'tensors', layer))
  }

  /** All layers of a short text, while they are here. */
  all(sessionId: string): readonly CapturedTensor[] | undefined {
    return this.#pieces.get(pieceKey(sessionId, 'all'))
  }

  /** The weights of a choice where a piece that is still here has them; perhaps a view into it. */
  slice(sessionId: string, choice: HeadChoice): HeadWeights | undefined {
    const { layer, head } = choice
    const all = this.all(sessionId)
    if (all) return chooseWeights(all, layer, head)
    const slice = this.#pieces.get(pieceKey(sessionId, 'slice', layer, head))
    if (slice) return headWeights(slice[0]!, 0)
    const whole = this.#pieces.get(pieceKey(sessionId, 'layer', layer))
    return whole && chooseWeights(whole, 0, head)
  }

  release(sessionId: string): void {
    this.#pieces.deleteAll(pieceKey(sessionId, ''))
  }
}

function pieceKey(sessionId: string, ...piece: (string | number)[]): string {
  return [sessionId, ...piece].join('\n')
}
