import { GazeError } from '../gazeError.ts'
import type { CapturedTensor } from '../model/gazeModel.ts'
import { dotProduct } from './dotProduct.ts'
import { headWeights, type HeadWeights } from './headWeights.ts'

/**
 * What a layer makes of its values: `values` [value heads, keys, d] (fewer than heads where queries are grouped) and W^O,
 * `projection` [heads x d, hidden], row-major, without its bias: a stored [hidden, heads x d] is to be transposed.
 */
export interface ValueOutput {
  readonly values: CapturedTensor
  readonly projection: Float32Array
  readonly hidden: number
}

/**
 * The norms of alpha_ij (v_j W^O_h), what one head really adds to token i from token j (Kobayashi et al. 2020,
 * arXiv:2004.10102), [queries, keys] in the units of the hidden state; throws where the shapes do not fit.
 */
export function valueNorms(layer: CapturedTensor, output: ValueOutput, head: number): HeadWeights {
  const { queries, keys, weights } = headWeights(layer, head)
  requireFit(layer, output)
  const projected = new Float64Array(output.hidden)
  const lengths = Float64Array.from({ length: keys }, (_, key) => {
    project(output, layer.shape[0], head, key, projected)
    return Math.sqrt(dotProduct(projected, 0, projected, 0, output.hidden))
  })
  const norms = new Float32Array(weights.length)
  for (let i = 0; i < norms.length; i++) norms[i] = Math.abs(weights[i]!) * lengths[i % keys]!
  return { queries, keys, weights: norms }
}

/**
 * The norms of the sum over heads of alpha_ij (v_j W^O_h), [queries, keys]: what the layer adds to token i from token j
 * (Kobayashi et al. 2020, section 2.3). For each key the heads' vectors are reduced to their dot products first, so that
 * the cost is queries x keys x heads^2, not x hidden.
 */
export function valueNormsOfLayer(layer: CapturedTensor, output: ValueOutput): HeadWeights {
  const [heads, queries, keys] = layer.shape
  requireFit(layer, output)
  const vectors = Array.from({ length: heads }, () => new Float64Array(output.hidden))
  const products = new Float64Array(heads * heads)
  const norms = new Float32Array(queries * keys)
  for (let key = 0; key < keys; key++) {
    vectors.forEach((vector, head) => { project(output, heads, head, key, vector) })
    for (let a = 0; a < heads; a++) {
      for (let b = 0; b <= a; b++) products[a * heads + b] = dotProduct(vectors[a]!, 0, vectors[b]!, 0, output.hidden) * (a === b ? 1 : 2)
    }
    for (let query = 0; query < queries; query++) {
      const cell = query * keys + key
      let square = 0
      for (let a = 0; a < heads; a++) {
        let sum = 0
        for (let b = 0; b <= a; b++) sum += products[a * heads + b]! * layer.data[b * queries * keys + cell]!
        square += sum * layer.data[a * queries * keys + cell]!
      }
      norms[cell] = Math.sqrt(Math.max(0, square))
    }
  }
  return { queries, keys, weights: norms }
}

/** v_j W^O_h into `projected` [hidden]; head h reads the value head of its group. */
function project({ values, projection, hidden }: ValueOutput, heads: number, head: number, key: number, projected: Float64Array): void {
  const [valueHeads, keys, size] = values.shape
  const from = (Math.floor((head * valueHeads) / heads) * keys + key) * size
  projected.fill(0)
  for (let d = 0; d < size; d++) {
    const value = values.data[from + d]!
    for (let i = 0, row = (head * size + d) * hidden; i < hidden; i++) projected[i]! += value * projection[row + i]!
  }
}

function requireFit({ name, shape: [heads, , keys] }: CapturedTensor, { values, projection, hidden }: ValueOutput): void {
  const [valueHeads, valueKeys, size] = values.shape
  if (valueKeys === keys && heads % valueHeads === 0 && projection.length === heads * size * hidden) return
  throw new GazeError(
    `${name} has ${String(heads)} heads over ${String(keys)} keys, which ${values.name} [${values.shape.join(', ')}] and an output matrix of ${String(projection.length)} numbers do not fit; its norms cannot be had.`,
  )
}
