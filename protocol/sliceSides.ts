import type { AttentionSlice, Direction } from './attention.ts'

/** The units of a slice's rows, or of its columns: so many from the first on. */
export interface Side {
  readonly first: number
  readonly count: number
}

export interface Sides {
  readonly rows: Side
  readonly columns: Side
}

type Sided = Pick<AttentionSlice, 'queries' | 'keys' | 'firstQuery' | 'firstKey'>

/** Which units the rows and the columns of a picture of a slice are: attendsTo has queries for rows, attendedBy keys. */
export function sidesOf({ queries, keys, firstQuery = 0, firstKey = 0 }: Sided, direction: Direction): Sides {
  const [ofQueries, ofKeys] = [{ first: firstQuery, count: queries }, { first: firstKey, count: keys }]
  return direction === 'attendsTo' ? { rows: ofQueries, columns: ofKeys } : { rows: ofKeys, columns: ofQueries }
}

export function isOnSide({ first, count }: Side, unit: number): boolean {
  return unit >= first && unit < first + count
}

/** The direction in which units can be looked from: the other one where none of them has a row in this one. */
export function directionFrom(slice: Sided, direction: Direction, units: readonly number[]): Direction {
  const { rows, columns } = sidesOf(slice, direction)
  if (units.some((unit) => isOnSide(rows, unit)) || !units.some((unit) => isOnSide(columns, unit))) return direction
  return direction === 'attendsTo' ? 'attendedBy' : 'attendsTo'
}
