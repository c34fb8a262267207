import type { AttentionSlice, Direction } from '../../protocol/attention.ts'
import { directionFrom, isOnSide, sidesOf } from '../../protocol/sliceSides.ts'

/**
 * What the units in focus attend to, or are attended by, on average: one weight a unit, rows of the matrix for
 * attendsTo, columns for attendedBy; between two texts the one that the focused units have. All zero where nothing is in focus.
 */
export function gazeRow(slice: AttentionSlice, focus: readonly number[], direction: Direction): Float32Array {
  const { keys, weights } = slice
  const way = directionFrom(slice, direction, focus)
  const { rows, columns } = sidesOf(slice, way)
  const [ownStep, otherStep] = way === 'attendsTo' ? [keys, 1] : [1, keys]
  const row = new Float32Array(slice.firstQuery === undefined ? columns.count : Math.max(rows.first + rows.count, columns.first + columns.count))
  const inside = focus.filter((unit) => isOnSide(rows, unit))
  for (const unit of inside) {
    for (let other = 0; other < columns.count; other += 1) {
      row[columns.first + other]! += weights[(unit - rows.first) * ownStep + other * otherStep]! / inside.length
    }
  }
  return row
}
