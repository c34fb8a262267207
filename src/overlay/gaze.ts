import { rowsSumToOne } from '../../protocol/choice.ts'
import { directionFrom, sidesOf, type Side } from '../../protocol/sliceSides.ts'
import { focusOf, type Session } from '../sessions/session.ts'
import { shownUnits, unitsAmong, type Unit } from '../sessions/units.ts'
import { gazeRow } from './gazeRow.ts'
import { shownSlice } from './shownSlice.ts'
import { specialShares, tintUnits, type SpecialShare, type Tint } from './tintUnits.ts'

/** What a session shows: its units, which of them are looked from, and the weight that each has. */
export interface Gaze {
  readonly units: readonly Unit[]
  readonly focus: readonly number[]
  readonly row: Float32Array
  /** Whether weights are shares of a whole, and may be added up. */
  readonly addsUp: boolean
  /** What special tokens have of it, shown or left out. */
  readonly shares: readonly SpecialShare[]
  readonly tints: readonly Tint[]
}

const known = new WeakMap<Session, Gaze>()

/** The gaze of a session, worked out once; undefined while its weights are not there. */
export function gazeOf(session: Session): Gaze | undefined {
  const { shown, direction } = session
  if (!shown?.slice) return undefined
  const before = known.get(session)
  if (before) return before
  const { list, ofToken } = shownUnits(shown)
  const focus = unitsAmong(focusOf(session), ofToken)
  const slice = shownSlice(session) ?? shown.slice
  const row = gazeRow(slice, focus, direction)
  const whole = slice === shown.slice ? row : gazeRow(shown.slice, focus, direction)
  const addsUp = rowsSumToOne(slice.choice)
  const gaze: Gaze = { units: list, focus, row, addsUp, shares: sharesOf(whole, list, sidesOf(slice, directionFrom(slice, direction, focus)).columns, addsUp), tints: tintUnits(row, list) }
  known.set(session, gaze)
  return gaze
}

/** Of the units that the row has a weight for. */
function sharesOf(row: Float32Array, units: readonly Unit[], { first, count }: Side, addsUp: boolean): readonly SpecialShare[] {
  return specialShares(row.subarray(first, first + count), units.slice(first, first + count), addsUp)
}
