import type { ShownWeights } from './shownWeights.ts'

/** Lines from rows to columns of the picture, in three columns of the same length; row by row, not sorted within. */
export interface Lines {
  readonly rows: Uint32Array
  readonly columns: Uint32Array
  readonly weights: Float32Array
}

/** Above `threshold`, and of those the `most` strongest of each row, or all where it is 0; equal ones in reading order. */
export function selectLines(shown: ShownWeights, threshold: number, most: number): Lines {
  const rows: number[] = []
  const columns: number[] = []
  const weights: number[] = []
  const limit = most === 0 ? shown.columns : Math.min(most, shown.columns)
  const bestColumns = new Uint32Array(limit)
  const bestWeights = new Float64Array(limit)
  for (let row = 0; row < shown.rows; row++) {
    let count = 0
    for (let column = 0; column < shown.columns; column++) {
      const weight = shown.at(row, column)
      if (!(weight > 0) || weight < threshold) continue
      if (most === 0) {
        bestColumns[count] = column
        bestWeights[count++] = weight
        continue
      }
      if (count === limit && weight <= bestWeights[count - 1]!) continue
      let place = count < limit ? count++ : count - 1
      for (; place > 0 && bestWeights[place - 1]! < weight; place--) {
        bestColumns[place] = bestColumns[place - 1]!
        bestWeights[place] = bestWeights[place - 1]!
      }
      bestColumns[place] = column
      bestWeights[place] = weight
    }
    for (let place = 0; place < count; place++) {
      rows.push(row)
      columns.push(bestColumns[place]!)
      weights.push(bestWeights[place]!)
    }
  }
  return { rows: Uint32Array.from(rows), columns: Uint32Array.from(columns), weights: Float32Array.from(weights) }
}

/** The weight that is drawn strongest: the largest of lines between tokens of the text, or else of all lines. */
export function strongestLine(each: readonly Lines[], isSpecial: (token: number) => boolean): number {
  let [top, largest] = [0, 0]
  for (const { rows, columns, weights } of each) {
    weights.forEach((weight, line) => {
      largest = Math.max(largest, weight)
      if (weight > top && !isSpecial(rows[line]!) && !isSpecial(columns[line]!)) top = weight
    })
  }
  return top || largest || 1
}
