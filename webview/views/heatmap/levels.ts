import type { AttentionSlice, Direction } from '../../../protocol/attention.ts'
import { pictureSize } from '../../state/weights.ts'

/** A grey picture, one byte a cell: 255 times the square root of weight / top, cut at 255. */
export interface Levels {
  readonly rows: number
  readonly columns: number
  readonly bytes: Uint8Array
}

/** The picture of a slice, turned over for attendedBy. */
export function levelsOf(slice: AttentionSlice, direction: Direction, top: number): Levels {
  const { rows, columns } = pictureSize(slice, direction)
  const bytes = new Uint8Array(rows * columns)
  // Rounds and cuts by itself.
  const clamped = new Uint8ClampedArray(bytes.buffer)
  const factor = 255 * 255 / top
  const [rowStep, columnStep] = direction === 'attendsTo' ? [slice.keys, 1] : [1, slice.keys]
  for (let row = 0, to = 0; row < rows; row++) {
    for (let column = 0, from = row * rowStep; column < columns; column++, from += columnStep) {
      clamped[to++] = Math.sqrt(slice.weights[from]! * factor)
    }
  }
  return { rows, columns, bytes }
}

/** Half the size, each cell the strongest of the four it stands for, so that a lone weight is never lost. */
export function halve({ rows, columns, bytes }: Levels): Levels {
  const half = { rows: Math.ceil(rows / 2), columns: Math.ceil(columns / 2) }
  const smaller = new Uint8Array(half.rows * half.columns)
  for (let row = 0, from = 0; row < rows; row++) {
    const start = (row >> 1) * half.columns
    for (let column = 0; column < columns; column++, from++) {
      const to = start + (column >> 1)
      if (bytes[from]! > smaller[to]!) smaller[to] = bytes[from]!
    }
  }
  return { ...half, bytes: smaller }
}
