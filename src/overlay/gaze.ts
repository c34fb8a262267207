import { focusOf, type Session } from '../sessions/session.ts'
import { shownUnits, unitsAmong, type Unit } from '../sessions/units.ts'
import { gazeRow } from './gazeRow.ts'
import { tintUnits, type Tint } from './tintUnits.ts'

/** What a session shows: its units, which of them are looked from, and the weight that each has. */
export interface Gaze {
  readonly units: readonly Unit[]
  readonly focus: readonly number[]
  readonly row: Float32Array
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
  const row = gazeRow(shown.slice, focus, direction)
  const gaze: Gaze = { units: list, focus, row, tints: tintUnits(row, list) }
  known.set(session, gaze)
  return gaze
}
