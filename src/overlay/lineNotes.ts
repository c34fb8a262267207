import { shownSpecialMode, type Session } from '../sessions/session.ts'
import type { Translate } from '../l10n/translate.ts'
import { beyondSight, sayBeyond } from './beyond.ts'
import { lineShares } from './lineShares.ts'
import { saySpecial } from './saySpecial.ts'
import type { OverlayPlan, Stretch } from './planOverlay.ts'

/** What of an editor's document is on the screen; offsets of the document in, its lines, from 0, out. */
export interface Sight {
  readonly lineOf: (offset: number) => number
  readonly isSeen: (line: number) => boolean
}

/** What is written at the ends of lines, by line: totals where they are asked for, and at the source what else must be said. */
export function lineNotes(session: Session, plan: OverlayPlan, sight: Sight, totals: boolean, t: Translate): Map<number, string> {
  const parts = new Map<number, string[]>()
  const add = (offset: number, ...more: readonly string[]): void => {
    const line = sight.lineOf(offset)
    parts.set(line, [...parts.get(line) ?? [], ...more].filter(Boolean))
  }
  const lines = lineShares(session)
  if (totals) {
    for (const { at, share } of lines) if (share !== null && sight.isSeen(sight.lineOf(at.start))) add(at.start, share.toFixed(3))
  }
  if (plan.note) {
    const beyond = beyondSight(lines, session.direction, (offset) => sight.isSeen(sight.lineOf(offset)))
    add(plan.note.at, plan.note.text, plan.note.text && saySpecial(shownSpecialMode(session), t))
    if (beyond) add(plan.note.at, sayBeyond(beyond.share, beyond.at.map((offset) => sight.lineOf(offset) + 1), session.direction, t))
    if (plan.stale) add(plan.note.at, t('edited since; run Show Attention again'))
  }
  return new Map([...parts].map(([line, said]) => [line, said.join('\u00a0 ')] as const).filter(([, said]) => said !== ''))
}

/** The stretches of the marks in the overview ruler, by their step. */
export function rulerMarks(session: Session): Map<number, Stretch[]> {
  const marks = new Map<number, Stretch[]>()
  for (const { at, mark } of lineShares(session)) {
    if (mark !== null) marks.set(mark, [...marks.get(mark) ?? [], at])
  }
  return marks
}
