import { GraphIndex } from './graphIndex.ts'
import type { OnnxModel } from './onnxModel.ts'
import { squeezingIf } from './squeezingIf.ts'
import { type Facts, inferFacts } from './tensorFacts.ts'

export interface Analysed {
  readonly index: GraphIndex
  readonly facts: Facts
}

const known = new WeakMap<OnnxModel, Analysed>()

/** A model's index and facts; made once a model, for the finder and the surgery need both. */
export function analyse(model: OnnxModel): Analysed {
  const before = known.get(model)
  if (before) return before
  const { graph } = model
  const index = new GraphIndex({ ...model, graph: { ...graph, nodes: graph.nodes.map(squeezingIf) } })
  const analysed = { index, facts: inferFacts(index) }
  known.set(model, analysed)
  return analysed
}
