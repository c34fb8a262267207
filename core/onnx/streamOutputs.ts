import { statesOf } from './blockTensors.ts'
import { lastDims } from './canonical.ts'
import type { GraphBuilder } from './graphBuilder.ts'
import type { PatchedState } from './patchModel.ts'
import type { Facts } from './tensorFacts.ts'
import type { FoundStream, StateRef, StreamKind } from './tokenStream.ts'

/** Appends what gives a stream's states, and the parts of its embedding each as wide and long as their sum. */
export function streamOutputs({ states, parts, refs }: FoundStream, kinds: readonly StreamKind[], graph: GraphBuilder, facts: Facts): PatchedState[] {
  const outputs: PatchedState[] = []
  if (kinds.includes('representations')) {
    states.forEach(({ name }, at) => {
      outputs.push({ name, kind: 'representations', output: statesOf(made(refs.states[at]!, graph), graph, facts) })
    })
  }
  if (kinds.includes('embeddings')) {
    const shape = graph.node('Shape', [refs.shape])
    parts.forEach(({ name }, at) => {
      const part = graph.node('Expand', [made(refs.parts[at]!, graph), shape])
      outputs.push({ name, kind: 'embeddings', output: statesOf(part, graph, facts) })
    })
  }
  return outputs
}

function made(ref: StateRef, graph: GraphBuilder): string {
  if ('tensor' in ref) return ref.tensor
  if ('sum' in ref) return ref.sum.reduce((sum, term) => graph.node('Add', [sum, term]))
  const rows = ref.rows ?? graph.node('Range', [graph.constant(0, 'int64'), lastDims(ref.like, -1, graph), graph.constant(1, 'int64')])
  return graph.node('Gather', [ref.table, rows])
}
