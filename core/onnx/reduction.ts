import { lastDims } from './canonical.ts'
import type { GraphBuilder } from './graphBuilder.ts'
import { elementTypes as types } from './onnxModel.ts'

/** The one head [1, rows, columns] of canonical weights that an int64 [1] tensor names. */
export function chosenHead(weights: string, head: string, graph: GraphBuilder): string {
  return graph.node('Gather', [threeAxes(weights, graph), head], { axis: 0 })
}

export function headMean(weights: string, graph: GraphBuilder): string {
  return graph.reduceMean(threeAxes(weights, graph), 0)
}

/** Canonical weights averaged over size x size areas: [heads, size, size]. Fewer rows or columns than that are repeated. */
export function thumbnail(weights: string, size: number, graph: GraphBuilder): string {
  const columns = graph.node('Transpose', [areas(weights, -1, size, graph)], { perm: [1, 0] })
  return graph.node('MatMul', [areas(weights, -2, size, graph), graph.node('MatMul', [threeAxes(weights, graph), columns])])
}

function threeAxes(weights: string, graph: GraphBuilder): string {
  return graph.node('Reshape', [weights, lastDims(weights, [-3, -2, -1], graph)])
}

/**
 * A [size, n] matrix that averages n entries down to size: entry j lies in [j, j + 1), area i in
 * [i * n / size, (i + 1) * n / size); what they share, over the area's length, is the weight. Exact for any n.
 */
function areas(weights: string, axis: number, size: number, graph: GraphBuilder): string {
  const count = lastDims(weights, axis, graph)
  const step = graph.node('Div', [graph.node('Cast', [count], { to: types.float32 }), graph.constant(size, 'float32')])
  const zero = graph.constant(0, 'int64')
  const one = graph.constant(1, 'int64')
  const entries = graph.node('Cast', [graph.node('Range', [zero, count, one])], { to: types.float32 })
  const numbers = Array.from({ length: size }, (_, i) => i)
  const column = (values: readonly number[]): string =>
    graph.node('Reshape', [graph.constant(values, 'float32'), graph.constant([size, 1], 'int64')])
  const starts = graph.node('Mul', [column(numbers), step])
  const ends = graph.node('Mul', [column(numbers.map((i) => i + 1)), step])
  const nextEntries = graph.node('Add', [entries, graph.constant(1, 'float32')])
  const shared = graph.node('Sub', [graph.node('Min', [ends, nextEntries]), graph.node('Max', [starts, entries])])
  return graph.node('Div', [graph.node('Max', [shared, graph.constant(0, 'float32')]), step])
}
