import { isIntact, locate, type Place } from './place.ts'
import type { Run, Session } from './session.ts'

/** The document that a run's second text is in, where that is another one, and where it is there. */
export interface Beside {
  readonly uri: string
  readonly place: Place
}

const known = new WeakMap<Session, Session>()

/**
 * A session as one of its documents sees it: places are those in this document, and beside is the other one. Null where
 * neither text is of it. Its `uri` stays that by which the store has it.
 */
export function seenFrom(session: Session, uri: string): Session | null {
  if (session.uri === uri) return session
  const { run, shown } = session
  const turned = [run, shown?.run].map((each) => each?.beside?.uri === uri ? turn(each, each.beside, session.uri) : undefined)
  const [own = turned[1], ofShown] = turned
  if (!own) return null
  const before = known.get(session)
  if (before?.run.beside?.uri === session.uri) return before
  const seen = { ...session, run: own, shown: shown && ofShown ? { ...shown, run: ofShown } : null }
  known.set(session, seen)
  return seen
}

/** The documents that a session's texts are of, or were when it was last answered. */
export function documentsOf({ uri, run, shown }: Session): readonly string[] {
  return [...new Set([uri, run.beside?.uri, shown?.run.beside?.uri])].filter((each) => each !== undefined)
}

/** Whether its documents still hold every piece of its text whole. */
export function isUnedited({ place, beside }: Pick<Run, 'place' | 'beside'>): boolean {
  return isIntact(place) && (!beside || isIntact(beside.place))
}

/** A stretch of one of a session's documents; offsets half open. */
export interface StretchOf {
  readonly uri: string
  readonly start: number
  readonly end: number
}

/** Where the documents of a session have [start, end) of its text; undefined where an edit touched it. */
export function whereIs(session: Session, { start, end }: { readonly start: number; readonly end: number }): StretchOf | undefined {
  for (const uri of documentsOf(session)) {
    const { shown } = seenFrom(session, uri) ?? {}
    const at = shown && locate(shown.run.place, start, end)
    if (at) return { uri, ...at }
  }
  return undefined
}

function turn(run: Run, { place }: Beside, uri: string): Run {
  return { ...run, place, beside: { uri, place: run.place } }
}
