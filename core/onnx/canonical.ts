import type { GraphBuilder } from './graphBuilder.ts'
import type { Layout, ScaledLayout } from './layout.ts'
import { elementTypes as types } from './onnxModel.ts'
import { factOf, type Facts } from './tensorFacts.ts'

/** Appends what turns a tensor of the graph into float32 whose last three axes are [heads, rows, columns]. */
export function canonical(layout: Layout, graph: GraphBuilder, facts: Facts): string {
  return asMatrices(asFloat(layout.tensor, graph, facts), layout, graph, facts)
}

/** The same for a projected tensor, with the graph's own scaling and repetition undone, and what it adds later added. */
export function projected(layout: ScaledLayout, graph: GraphBuilder, facts: Facts): string {
  const plain = layout.factors.reduce(
    (tensor, factor) => graph.node(factor.divides ? 'Mul' : 'Div', [tensor, asFloat(factor.tensor, graph, facts)]),
    withoutCopies(canonical(layout, graph, facts), layout, graph),
  )
  return (layout.added ?? []).reduce(
    (tensor, vector) => graph.node('Add', [tensor, graph.node('Reshape', [asFloat(vector, graph, facts), graph.constant([1, 1, -1], 'int64')])]), plain,
  )
}

/** The first of each head's copies. */
function withoutCopies(tensor: string, { repeats }: ScaledLayout, graph: GraphBuilder): string {
  if (!repeats) return tensor
  const { times, adjacent } = repeats
  const apart = graph.node('Concat', [graph.constant(adjacent ? [-1, times] : [times, -1], 'int64'), lastDims(tensor, [-2, -1], graph)], { axis: 0 })
  return graph.node('Gather', [graph.node('Reshape', [tensor, apart]), graph.constant(0, 'int64')], { axis: adjacent ? 1 : 0 })
}

/** The same for scores, with everything that the model masks at -1e9. */
export function maskedScores(layout: Layout, maskedBelow: number, graph: GraphBuilder, facts: Facts): string {
  const scores = canonical(layout, graph, facts)
  const masked = graph.node('Less', [scores, graph.constant(maskedBelow, 'float32')])
  return graph.node('Where', [masked, graph.constant(-1e9, 'float32'), scores])
}

function asFloat(tensor: string, graph: GraphBuilder, facts: Facts): string {
  return factOf(facts, tensor).type === types.float32 ? tensor : graph.node('Cast', [tensor], { to: types.float32 })
}

function asMatrices(tensor: string, { tensor: original, row, column, headsInRows }: Layout, graph: GraphBuilder, facts: Facts): string {
  if (headsInRows) {
    const shape = graph.node('Concat', [graph.constant([-1, headsInRows], 'int64'), lastDims(tensor, [-1], graph)], { axis: 0 })
    return graph.node('Transpose', [graph.node('Reshape', [tensor, shape])], { perm: [1, 0, 2] })
  }
  const dims = factOf(facts, original).dims
  const straight = row === 1 && column === 0
  if (straight && dims && (dims.length === 3 || (dims.length === 4 && isBatch(dims[0], dims[1])))) return tensor
  if (straight) return flattened(tensor, graph)
  if (row === 0 && column === 1) return graph.node('Transpose', [flattened(tensor, graph)], { perm: [0, 2, 1] })
  const rank = dims!.length
  const last = [rank - 1 - row, rank - 1 - column]
  const around = Array.from({ length: rank }, (_, axis) => axis).filter((axis) => !last.includes(axis))
  const moved = graph.node('Transpose', [tensor], { perm: [...around, ...last] })
  return rank === 3 ? moved : flattened(moved, graph)
}

/** Whether a layout can be brought into order: where its matrices are not the last two axes, its rank must be known. */
export function canBeCanonical({ tensor, row, column }: Layout, facts: Facts): boolean {
  return Math.max(row, column) <= 1 || factOf(facts, tensor).dims !== undefined
}

/** [heads, …] of a text alone: the axis before the heads is 1, so nothing needs to move. */
function isBatch(first: number | string | undefined, heads: number | string | undefined): boolean {
  return first === 1 || (typeof first !== 'number' && typeof heads === 'number')
}

/** All axes before the last two as one. */
function flattened(tensor: string, graph: GraphBuilder): string {
  const shape = graph.node('Concat', [graph.constant([-1], 'int64'), lastDims(tensor, [-2, -1], graph)], { axis: 0 })
  return graph.node('Reshape', [tensor, shape])
}

/** Dimensions of a tensor, as a tensor; axes count from the end. */
export function lastDims(tensor: string, axes: readonly number[] | number, graph: GraphBuilder): string {
  return graph.node('Gather', [graph.node('Shape', [tensor]), graph.constant(axes, 'int64')])
}
