import { lineStarts, segmentAt, visiblePart } from '../grouping/segments.ts'
import { locate } from '../sessions/place.ts'
import type { Session } from '../sessions/session.ts'
import type { Span } from '../sessions/units.ts'
import { gazeOf, type Gaze } from './gaze.ts'
import type { Stretch } from './planOverlay.ts'
import { levels } from './tintUnits.ts'

/** How many strengths the marks in the overview ruler have. */
export const markSteps = 3

/** What a line of the analysed text has of a gaze. */
export interface LineShare {
  /** Where the document has the line's strongest unit. */
  readonly at: Stretch
  /**
   * attendsTo: how much of all attention falls on the line. attendedBy: what the line's tokens give, on average. Null
   * where units reach over several lines, so that the line's own part is not known, and where the numbers are no shares.
   */
  readonly share: number | null
  /** How many tokens the line has. */
  readonly tokens: number
  /** The step of the line's mark, 0 to `markSteps` - 1; null where its strongest tint is too weak for one. */
  readonly mark: number | null
}

const known = new WeakMap<Session, readonly LineShare[]>()

/** The lines of a session that its document still has, in the order of the text, worked out once. */
export function lineShares(session: Session): readonly LineShare[] {
  const before = known.get(session)
  if (before) return before
  const gaze = gazeOf(session)
  const shares = gaze ? sharesOf(session, gaze) : []
  known.set(session, shares)
  return shares
}

function sharesOf({ shown, direction, special: mode }: Session, { units, row, addsUp, shares, tints }: Gaze): LineShare[] {
  const { text, place } = shown!.run
  const starts = lineStarts(text)
  const linesOf = ({ start, end }: Span): [number, number] => {
    const { first, last } = visiblePart(text, start, end)
    return [segmentAt(starts, first), segmentAt(starts, last)]
  }
  const lines = starts.map(() => ({ sum: 0, tokens: 0, whole: true, at: undefined as Stretch | undefined, level: 0 }))
  units.forEach(({ spans, special, tokens }, index) => {
    if (special || spans.length === 0) return
    const on = new Set(spans.flatMap(linesOf))
    for (const number of on) {
      const line = lines[number]!
      line.sum += row[index]! * (direction === 'attendsTo' ? 1 : tokens.length)
      line.tokens += tokens.length
      line.whole &&= on.size === 1
      line.at ??= locate(place, spans[0]!.start, spans[0]!.end)
    }
  })
  for (const { start, end, level } of tints) {
    const line = lines[linesOf({ start, end })[0]]!
    const at = level > line.level ? locate(place, start, end) : undefined
    if (at) Object.assign(line, { at, level })
  }
  const hidden = mode === 'hide' ? shares.reduce((sum, { share }) => sum + share, 0) : 0
  const all = direction === 'attendsTo' ? row.reduce((sum, weight) => sum + weight, hidden) : undefined
  return lines.flatMap(({ sum, tokens, whole, at, level }) => at
    ? [{ at, share: addsUp && whole && all !== 0 ? sum / (all ?? tokens) : null, tokens, mark: markOf(level) }]
    : [])
}

/** From a quarter of the strongest tint upwards. */
function markOf(level: number): number | null {
  const step = Math.floor((markSteps * (level - levels / 4)) / (levels * 0.75 + 1))
  return level >= levels / 4 ? step : null
}
