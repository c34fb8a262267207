import type { AttentionSlice, Direction } from '../../../protocol/attention.ts'

/** A grey picture, one byte a cell: 255 times the square root of weight / top, cut at 255. */
export interface Levels {
  readonly rows: number
  readonly columns: number
  readonly bytes: Uint8Array
}

/**
 * The picture of a slice, turned over for attendedBy; each cell stands for 2^halvings x 2^halvings weights and shows the
 * strongest of them, so that a lone weight is never lost.
 */
export function levelsOf(slice: AttentionSlice, direction: Direction, top: number, halvings = 0): Levels {
  const { queries, keys, weights } = halvings === 0 ? slice : strongestOf(slice, halvings)
  const bytes = new Uint8Array(queries * keys)
  // Rounds and cuts by itself.
  const clamped = new Uint8ClampedArray(bytes.buffer)
  const factor = 255 * 255 / top
  const [rows, columns, rowStep, columnStep] = direction === 'attendsTo' ? [queries, keys, keys, 1] : [keys, queries, 1, keys]
  for (let row = 0, to = 0; row < rows; row++) {
    for (let column = 0, from = row * rowStep; column < columns; column++, from += columnStep) {
      clamped[to++] = Math.sqrt(weights[from]! * factor)
    }
  }
  return { rows, columns, bytes }
}

function strongestOf(slice: AttentionSlice, halvings: number) {
  // Weights are not negative, so their bits have their order; and which of two is larger no processor can guess.
  const bits = new Int32Array(slice.weights.buffer, slice.weights.byteOffset, slice.weights.length)
  const [queries, keys] = [slice.queries, slice.keys].map((count) => Math.ceil(count / 2 ** halvings)) as [number, number]
  const strongest = new Int32Array(queries * keys)
  for (let query = 0, from = 0; query < slice.queries; query++) {
    const row = (query >> halvings) * keys
    for (let key = 0; key < slice.keys; key++, from++) {
      const to = row + (key >> halvings)
      const above = strongest[to]! - bits[from]!
      strongest[to]! -= above & (above >> 31)
    }
  }
  return { queries, keys, weights: new Float32Array(strongest.buffer) }
}
