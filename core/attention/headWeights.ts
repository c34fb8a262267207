import { GazeError } from '../gazeError.ts'
import type { CapturedTensor } from '../model/gazeModel.ts'

/** One [queries, keys] matrix of weights, row-major: row q is what token q attends to. */
export interface HeadWeights {
  readonly queries: number
  readonly keys: number
  readonly weights: Float32Array
}

/** One head of a layer's [heads, queries, keys] weights, as a view into them; throws where the layer has no such head. */
export function headWeights(layer: CapturedTensor, head: number): HeadWeights {
  const [heads, queries, keys] = layer.shape
  if (!Number.isInteger(head) || head < 0 || head >= heads) {
    throw new GazeError(`${layer.name} has ${String(heads)} heads, so there is no head ${String(head + 1)}; choose one from 1 to ${String(heads)}.`)
  }
  const size = queries * keys
  return { queries, keys, weights: layer.data.subarray(head * size, (head + 1) * size) }
}
