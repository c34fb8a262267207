import { meanSurprisal, type PredictionTable } from '../../protocol/predictions.ts'
import { joinStretches } from '../overlay/joinStretches.ts'
import { levels, type Tint } from '../overlay/tintUnits.ts'
import type { Session } from '../sessions/session.ts'
import { unitsOf } from '../sessions/units.ts'

/** What the editor shows of how surprising each token was; offsets into the analysed text. */
export interface SurprisalPlan {
  readonly tints: readonly Tint[]
  /** The end of the scale: what a blind guess would come to, in bits. */
  readonly top: number
  /** In bits; NaN where no token has a surprisal. */
  readonly mean: number
}

const known = new WeakMap<PredictionTable, SurprisalPlan>()

/** The table of what is shown; undefined where the overlay is off, or it is still to come. */
export function shownSurprisal({ surprisal, shown }: Session): PredictionTable | undefined {
  return surprisal?.table && shown && surprisal.version === shown.run.version ? surprisal.table : undefined
}

/**
 * The tints of a session's tokens on a scale from 0 to what a blind guess would come to. Tokens that share a stretch (the
 * bytes of one character) are one tint of their sum: the surprisal of the character.
 */
export function planSurprisal(session: Session): SurprisalPlan | undefined {
  const table = shownSurprisal(session)
  if (!table) return undefined
  const before = known.get(table)
  if (before) return before
  const { list } = unitsOf(session.shown!.analysis.tokens)
  const top = Math.log2(table.vocabulary)
  const stretches = joinStretches(Array.from(table.surprisal, (bits, place) => ({ bits, spans: list[table.first + place]?.spans ?? [] }))
    .flatMap(({ bits, spans }) => (Number.isNaN(bits) ? [] : spans.map(({ start, end }) => ({ start, end, value: bits })))))
  const tints = stretches.map(({ start, end, value }) => ({ start, end, level: Math.round(levels * Math.min(1, value / top)) })).filter(({ level }) => level > 0)
  const plan = { tints, top, mean: meanSurprisal(table).bits }
  known.set(table, plan)
  return plan
}
