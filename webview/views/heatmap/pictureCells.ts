import { isOnSide, type Sides } from '../../../protocol/sliceSides.ts'
import type { Pointed } from '../gazeEvents.ts'

/** The units of a row and a column of a picture. */
export function toUnits({ rows, columns }: Sides, { row, column }: Pointed): Pointed {
  return { row: row === null ? null : row + rows.first, column: column === null ? null : column + columns.first }
}

/** The row and the column of units; null for one that the picture has not. */
export function toCells({ rows, columns }: Sides, { row, column }: Pointed): Pointed {
  return {
    row: row === null || !isOnSide(rows, row) ? null : row - rows.first,
    column: column === null || !isOnSide(columns, column) ? null : column - columns.first,
  }
}
