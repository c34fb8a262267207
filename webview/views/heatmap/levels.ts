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

/** Halved again and again, each cell the strongest of two by two; at the far edges of one or two. */
function strongestOf(slice: AttentionSlice, halvings: number) {
  let { queries, keys } = slice
  // Weights are not negative, so their bits have their order; and which of two is larger no processor can guess.
  let bits = new Int32Array(slice.weights.buffer, slice.weights.byteOffset, slice.weights.length)
  for (let halving = 0; halving < halvings; halving++) {
    const [rows, columns] = [(queries + 1) >> 1, (keys + 1) >> 1]
    const half = new Int32Array(rows * columns)
    for (let row = 0, to = 0; row < rows; row++) {
      const upper = 2 * row * keys
      const lower = 2 * row + 1 < queries ? upper + keys : upper
      for (let column = 0; column < columns; column++, to++) {
        const left = 2 * column
        const right = left + 1 < keys ? left + 1 : left
        half[to] = larger(larger(bits[upper + left]!, bits[upper + right]!), larger(bits[lower + left]!, bits[lower + right]!))
      }
    }
    [bits, queries, keys] = [half, rows, columns]
  }
  return { queries, keys, weights: new Float32Array(bits.buffer, bits.byteOffset, bits.length) }
}

function larger(a: number, b: number): number {
  const above = a - b
  return a - (above & (above >> 31))
}
