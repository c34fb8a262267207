import { signedShare } from '../../webview/views/colour/signedRamp.ts'
import type { Vector } from './modelNumbers.ts'
import { box, caption, colours, short, text } from './svg.ts'

export interface CellSize {
  readonly width: number
  readonly height: number
  readonly gap: number
}

export interface Cells {
  readonly values: ArrayLike<number>
  /** The tensor, matrix and row that the values are of, where the model gives them as they are. */
  readonly of?: string
  /** The size with the full colour. */
  readonly top: number
  readonly cell: CellSize
  readonly upright?: boolean
}

/** The largest size among all numbers of some vectors. */
export function largest(...vectors: readonly ArrayLike<number>[]): number {
  return Math.max(...vectors.flatMap((vector) => Array.from(vector, Math.abs)))
}

/** A vector as cells: the hue says the sign, the opacity the size, on the page's own scale. */
export function cells(x: number, y: number, { values, of, top, cell: { width, height, gap }, upright = false }: Cells): string {
  const drawn = Array.from(values, (value, index) => {
    const share = signedShare(value, top)
    const [left, upper] = upright ? [x, y + index * height] : [x + index * width, y]
    return box(left, upper, width - (upright ? 0 : gap), height - (upright ? gap : 0), {
      'fill-opacity': short(Math.abs(share)), ...share < 0 && { fill: colours.attendedBy },
    })
  })
  const source = of === undefined ? '' : ` data-of="${of}" data-top="${short(top)}"`
  return `<g fill="${colours.attention}"${source}>${drawn.join('')}</g>`
}

/** The cells of a head's whole vector. */
export const headCell: CellSize = { width: 4, height: 18, gap: 0.5 }

/** A vector that is drawn in full or, with a mark that says so, its first numbers. */
export function strip(x: number, y: number, { values, of }: Vector, cell: CellSize, top: number, count = values.length): string {
  const more = count < values.length ? text(x + count * cell.width + 6, y + cell.height - 6, '…', { fill: colours.muted }) : ''
  return cells(x, y, { values: values.subarray(0, count), of, top, cell }) + more
}

/** What the colours of cells mean. */
export function signedLegend(x: number, y: number): string {
  const values = Array.from({ length: 17 }, (_, stop) => Math.sign(stop - 8) * ((stop - 8) / 8) ** 2)
  return caption(x, y, '−', { size: 12 }) + cells(x + 12, y - 9, { values, top: 1, cell: { width: 5, height: 10, gap: 0 } })
    + caption(x + 102, y, '+', { size: 12 }) + caption(x + 120, y, 'square-root scale', { size: 12 })
}

/** What the colours of maps mean. */
export function weightLegend(x: number, y: number): string {
  const values = Array.from({ length: 12 }, (_, stop) => (stop / 11) ** 2)
  return cells(x, y - 9, { values, top: 1, cell: { width: 6, height: 10, gap: 0 } })
    + caption(x + 82, y, 'weight, square-root scale', { size: 12 })
}

/** A bar from `zero` to the right, or to the left where the number is negative; `unit` is the length of 1. */
export function bar(zero: number, y: number, value: number, unit: number, fill: string): string {
  const length = Math.abs(value) * unit
  return box(value < 0 ? zero - length : zero, y, length, 12, { fill })
}
