import type { GraphIndex } from './graphIndex.ts'
import type { Layout, ScaledLayout } from './layout.ts'
import type { Dim } from './onnxModel.ts'
import { factOf, type Facts } from './tensorFacts.ts'

/** Heads from the first layout that shows them: all axes around the matrices but the batch. */
export function headCount(layouts: readonly Layout[], facts: Facts): number | undefined {
  for (const layout of layouts) {
    const around = axesAround(layout, facts)
    if (around.length === 0) continue
    const batch = around.length > 1 ? Math.max(0, around.findIndex((dim) => typeof dim !== 'number' || dim === 1)) : -1
    const heads = around.filter((_, axis) => axis !== batch)
    if (heads.every((dim) => typeof dim === 'number')) return heads.reduce((product, dim) => product * dim, 1)
  }
  return undefined
}

/** Heads of a key or value before they are repeated for the queries that share them. */
export function keyValueCount(layout: ScaledLayout, facts: Facts): number | undefined {
  const count = headCount([layout], facts)
  return count && count / (layout.repeats?.times ?? 1)
}

/** Heads that a Reshape has put among the rows of the queries: [1, tokens, heads * d] read as [1, tokens * heads, d]. */
export function rowHeads(way: readonly Layout[], index: GraphIndex, facts: Facts): number | undefined {
  for (const { tensor, row, column } of way) {
    const node = index.producer(tensor)
    const to = factOf(facts, tensor).dims
    const from = node?.op === 'Reshape' ? factOf(facts, node.inputs[0]!).dims : undefined
    if (row !== 1 || column !== 0 || to?.length !== 3 || !from || from[0] === undefined || from[0] !== to[0]) continue
    const [wide, narrow] = [from.at(-1), to.at(-1)]
    if (from.length === 4 && from[1] !== 1 && typeof from[2] === 'number') return from[2]
    if (from.length === 3 && typeof wide === 'number' && typeof narrow === 'number' && wide > narrow) return wide / narrow
  }
  return undefined
}

/** The dimensions of a layout other than its rows and columns; none where its shape is unknown. */
export function axesAround({ tensor, row, column }: Layout, facts: Facts): readonly Dim[] {
  const dims = factOf(facts, tensor).dims ?? []
  return dims.filter((_, axis) => axis !== dims.length - 1 - row && axis !== dims.length - 1 - column)
}
