import type { StepThrough } from '../../../protocol/steps.ts'

/** A row of a matrix of so many rows. */
export function rowOf(matrix: Float32Array, rows: number, row: number): Float32Array {
  const size = matrix.length / rows
  return matrix.subarray(row * size, (row + 1) * size)
}

/** The chosen key's vector. */
export function keyRow({ keys, keyCount }: StepThrough, key: number): Float32Array | undefined {
  return keys && rowOf(keys, keyCount, key)
}

/** Of additive attention, tanh(W q + U k) of the chosen key. */
export function tanhOf(step: StepThrough, key: number): Float32Array | undefined {
  const row = keyRow(step, key)
  return row && step.query?.map((each, unit) => Math.tanh(each + row[unit]!))
}
