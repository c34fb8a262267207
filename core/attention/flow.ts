import { GazeError } from '../gazeError.ts'
import type { HeadWeights } from './headWeights.ts'
import { LayeredFlow } from './layeredFlow.ts'
import { pacer, type Pace } from './pacer.ts'
import { requireSize, residualWeights } from './residualWeights.ts'

/** Weights become whole multiples of this, so that the flow is added up without rounding; a cut of 1,000 edges is off by 1e-9. */
const unit = 2 ** -40

/**
 * Attention flow (Abnar & Zuidema 2020, arXiv:2005.00928): for each input token the maximum flow, [tokens], that token
 * `query` of the last of the layers can send to it when each layer's `residualWeights` are the capacities; 0 to 1, not
 * summing to 1 (the authors' code divides by the sum to compare). Layers are given from the first, [tokens, tokens] with
 * heads pooled. One exact maximum flow (Dinic) an input token: tokens^3 x layers steps and a small factor for one query,
 * so a whole matrix is out of reach. Throws once cancelled.
 */
export async function flow(layers: readonly HeadWeights[], query: number, pace: Pace = {}): Promise<Float32Array> {
  const last = layers.at(-1)
  if (!last) throw new GazeError('There is no layer to flow through; choose a model with attention.')
  const tokens = last.queries
  if (!Number.isInteger(query) || query < 0 || query >= tokens) {
    throw new GazeError(`There is no token ${String(query)} among ${String(tokens)}, counted from 0.`)
  }
  const capacities = layers.map((layer) => {
    requireSize(layer, tokens)
    return Float64Array.from(residualWeights(layer).weights, (weight) => (weight > 0 ? Math.round(weight / unit) : 0))
  })
  const step = pacer(pace)
  const network = new LayeredFlow(capacities, tokens, query)
  const flows = new Float32Array(tokens)
  for (let token = 0; token < tokens; token++) {
    await step()
    flows[token] = network.maximumTo(token) * unit
  }
  return flows
}
