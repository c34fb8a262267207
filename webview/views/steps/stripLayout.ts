/** A vector as cells, row by row; sizes in CSS pixels. */
export interface StripLayout {
  readonly count: number
  readonly columns: number
  readonly rows: number
  readonly cellWidth: number
  readonly cellHeight: number
  /** Between cells; none where they are too small. */
  readonly gap: number
}

const leastInRow = 5
const widest = 40
const rowHeight = 18
/** Of a vector that takes several rows. */
const mostHeight = 120
const largestCell = 12
const smallestCell = 2

/**
 * One row where every number has some pixels; else several: each `unit` long where there is one (a head's part), so that
 * the same place in a unit is the same column, or of square cells as large as a limited height allows.
 */
export function layoutStrip(count: number, width: number, unit?: number): StripLayout {
  const inRow = width / Math.max(1, count)
  if (inRow >= leastInRow && (unit === undefined || unit >= count)) return sized(count, Math.max(1, count), Math.min(widest, inRow), rowHeight)
  if (unit !== undefined && count % unit === 0 && width / unit >= smallestCell) {
    const height = clamp(mostHeight / (count / unit), 3, largestCell)
    return sized(count, unit, Math.min(widest, width / unit), height)
  }
  let side = largestCell
  while (side > smallestCell && Math.ceil(count / columnsOf(width, side)) * side > mostHeight) side--
  const columns = Math.min(count, columnsOf(width, side))
  return sized(count, Math.max(1, columns), Math.min(width / columns, side * 1.5), side)
}

/** The number under a point, or null. */
export function cellAt({ count, columns, cellWidth, cellHeight }: StripLayout, x: number, y: number): number | null {
  const [column, row] = [Math.floor(x / cellWidth), Math.floor(y / cellHeight)]
  const index = row * columns + column
  return x >= 0 && y >= 0 && column < columns && index < count ? index : null
}

/** Where a key moves among the numbers, or null where it is not ours. */
export function moveCell(key: string, at: number | null, { count, columns }: StripLayout): number | null {
  const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns, Home: -Infinity, End: Infinity }
  const step = steps[key]
  if (step === undefined || count === 0) return null
  if (at === null) return key === 'End' ? count - 1 : 0
  const next = at + step
  if (Math.abs(step) === columns && columns > 1 && (next < 0 || next >= count)) return at
  return clamp(next, 0, count - 1)
}

function sized(count: number, columns: number, cellWidth: number, cellHeight: number): StripLayout {
  return { count, columns, rows: Math.ceil(count / columns), cellWidth, cellHeight, gap: cellWidth >= 7 && cellHeight >= 7 ? 1 : 0 }
}

/** As many as fit, in eights where there are so many. */
function columnsOf(width: number, side: number): number {
  const fitting = Math.max(1, Math.floor(width / side))
  return fitting >= 8 ? fitting - (fitting % 8) : fitting
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}
