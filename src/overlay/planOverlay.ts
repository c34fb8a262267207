import { locate, type Place } from '../sessions/place.ts'
import type { Session } from '../sessions/session.ts'
import { isUnedited } from '../sessions/sides.ts'
import { gazeOf, type Gaze } from './gaze.ts'
import { levels, sayShares } from './tintUnits.ts'

/** Document offsets, half open. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

/** What the editor shows of a session: a list of stretches for each level (index 0 for level 1), and what is looked from. */
export interface OverlayPlan {
  readonly tints: readonly (readonly Stretch[])[]
  readonly sources: readonly Stretch[]
  /** What the special tokens have, said at the end of the line of the offset `at`; null where that is out of sight. */
  readonly note: { readonly text: string; readonly at: number } | null
  readonly stale: boolean
}

const staleShare = 0.4

/** The overlay of a session between two document offsets; undefined while there is nothing to show. */
export function planOverlay(session: Session, from: number, to: number): OverlayPlan | undefined {
  const gaze = gazeOf(session)
  if (!gaze) return undefined
  const { units, focus, tints: all } = gaze
  const { run } = session.shown!
  const { place } = run
  const stale = !isUnedited(run)
  const tints: Stretch[][] = Array.from({ length: levels }, () => [])
  for (const { start, end, level } of all) {
    const at = visible(place, start, end, from, to)
    if (at) tints[(stale ? Math.ceil(level * staleShare) : level) - 1]!.push(at)
  }
  const sources = focus.flatMap((unit) => units[unit]?.spans ?? []).flatMap(({ start, end }) => visible(place, start, end, from, to) ?? [])
  return { tints, sources: apart(sources), note: noteOf(gaze, sources.at(-1), place), stale }
}

/** Special tokens have no line of their own: where one is looked from, its name and the note are on the first line. */
function noteOf({ units, focus, shares, addsUp }: Gaze, source: Stretch | undefined, place: Place): OverlayPlan['note'] {
  const text = sayShares(shares, addsUp)
  if (source) return { text, at: source.start }
  const special = focus.length > 0 && focus.every((unit) => units[unit]?.special)
  return special ? { text: `${focus.map((unit) => units[unit]!.name).join(' ')}: ${text}`, at: place.start } : null
}

function visible(place: Place, start: number, end: number, from: number, to: number): Stretch | undefined {
  const at = locate(place, start, end)
  return at && at.end >= from && at.start <= to ? at : undefined
}

/** Without doubles: tokens of one character outline it once. */
function apart(stretches: readonly Stretch[]): Stretch[] {
  return stretches.filter(({ start, end }, index) => {
    const before = stretches[index - 1]
    return before?.start !== start || before.end !== end
  })
}
