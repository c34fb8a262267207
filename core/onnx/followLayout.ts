import { followAxis } from './followAxis.ts'
import type { Layout } from './layout.ts'
import type { Facts } from './tensorFacts.ts'
import type { Step } from './traceScores.ts'

/** Follows rows and columns along some steps to the tensor at their end. */
export function followLayout(from: Layout, steps: readonly Step[], tensor: string, facts: Facts): Layout | undefined {
  let { row, column }: { row: number | undefined; column: number | undefined } = from
  for (const { node, input } of steps) {
    if (row !== undefined) row = followAxis(node, input, row, facts)
    if (column !== undefined) column = followAxis(node, input, column, facts)
  }
  return row === undefined || column === undefined ? undefined : { tensor, row, column }
}
