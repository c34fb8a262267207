import type { AttentionSite } from './attentionSite.ts'
import type { GraphBuilder } from './graphBuilder.ts'
import type { GraphIndex } from './graphIndex.ts'
import { lastDims } from './canonical.ts'
import type { AttentionRefs, BlockRefs } from './layout.ts'
import type { StoredMatrix } from './linearNode.ts'
import { elementTypes as types } from './onnxModel.ts'
import { factOf, type Facts } from './tensorFacts.ts'
import { traceInput } from './traceInput.ts'
import { traceOutput } from './traceOutput.ts'

/** Traces what an attention's layer gives it and makes of it: the states before, W^O, and the states after. */
export function blockTensors(
  { query, key, value, context }: Pick<AttentionRefs, 'query' | 'key' | 'value' | 'context'>, index: GraphIndex, facts: Facts,
): { readonly block: BlockRefs; readonly missing: AttentionSite['missing'] } {
  const hidden = traceInput([query, key, value].map(({ tensor }) => tensor), index, facts)
  const { output, projection } = traceOutput(context.tensor, index, facts)
  return {
    block: {
      ...('tensor' in hidden && { hidden: hidden.tensor }),
      ...('tensor' in output && { output: output.tensor }),
      ...('tensor' in projection && { projection }),
    },
    missing: {
      ...('reason' in hidden && { hidden: hidden.reason }),
      ...('reason' in output && { output: output.reason }),
      ...('reason' in projection && { projection: projection.reason }),
    },
  }
}

/** Appends what turns states, whatever axes of one they have, into float32 [1, tokens, hidden]. */
export function statesOf(tensor: string, graph: GraphBuilder, facts: Facts): string {
  const float = factOf(facts, tensor).type === types.float32 ? tensor : graph.node('Cast', [tensor], { to: types.float32 })
  return asOne(float, graph)
}

/** Appends what turns a stored matrix into float32 [1, what goes in, what comes out]. */
export function projectionMatrix({ tensor, flipped }: StoredMatrix, graph: GraphBuilder): string {
  const float = graph.node('Cast', [tensor], { to: types.float32 })
  return asOne(flipped ? graph.node('Transpose', [float], { perm: [1, 0] }) : float, graph)
}

/** Appends what turns a stored vector, whatever axes of one it has, into float32 [1, 1, inner]. */
export function energyVector(tensor: string, graph: GraphBuilder): string {
  return graph.node('Reshape', [graph.node('Cast', [tensor], { to: types.float32 }), graph.constant([1, 1, -1], 'int64')])
}

function asOne(tensor: string, graph: GraphBuilder): string {
  return graph.node('Reshape', [tensor, graph.node('Concat', [graph.constant([1, -1], 'int64'), lastDims(tensor, [-1], graph)], { axis: 0 })])
}
