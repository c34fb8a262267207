import type { Direction, HeadChoice } from '../../protocol/attention.ts'
import type { SessionKey } from '../../protocol/session.ts'
import type { SpecialMode } from '../../protocol/views.ts'
import { Signal } from '../signal.ts'
import { reduceSession, type SessionEvent } from './reduceSession.ts'
import type { Run, Session, TokenGrouping } from './session.ts'
import { documentsOf, seenFrom } from './sides.ts'
import { choiceAfter } from './startChoice.ts'

/** What starts a session, or its next run. */
export interface SessionRequest extends Omit<Run, 'version'> {
  readonly uri: string
  readonly title: string
  /** For a session that has none to take over. */
  readonly special?: SpecialMode
  /** For a session that is restored; a new one takes over from the session shown last. */
  readonly view?: {
    readonly choice: HeadChoice
    readonly direction: Direction
    readonly pinned: readonly number[]
    readonly special?: SpecialMode
    readonly grouping?: TokenGrouping['kind']
  }
}

/** A session before and after a change; null where there was none, or is none any more. */
export interface SessionChange {
  readonly uri: string
  readonly before: Session | null
  readonly after: Session | null
}

const limit = 20

/** The sessions, one a document, and which of them is shown. The only place where they change. */
export class SessionStore {
  private readonly sessions = new Map<string, Session>()
  private readonly changes = new Signal<SessionChange>()
  private readonly switches = new Signal<null>()
  private shownUri: string | null = null
  private versions = 0

  /** A session changed, came or went. */
  readonly onChange = this.changes.on
  /** Another session is shown, or none. */
  readonly onSwitch = this.switches.on

  get shown(): Session | null {
    return this.shownUri === null ? null : this.get(this.shownUri)
  }

  get(uri: string): Session | null {
    return this.sessions.get(uri) ?? null
  }

  /** The session of a document as it sees it: the one that is shown, where that has a text of it, before its own and others. */
  seen(uri: string): Session | null {
    for (const session of [this.shown, this.get(uri), ...this.all().toReversed()]) {
      const seen = session && seenFrom(session, uri)
      if (seen) return seen
    }
    return null
  }

  /** Every document that a session has a text of. */
  documents(): readonly string[] {
    return [...new Set(this.all().flatMap(documentsOf))]
  }

  all(): readonly Session[] {
    return [...this.sessions.values()]
  }

  request({ uri, title, view, special: usual, ...request }: SessionRequest): Session {
    this.versions += 1
    const run = { ...request, version: this.versions }
    const before = this.get(uri)
    const last = view ?? this.shown
    const special = view?.special ?? (this.shown && !this.shown.tour ? this.shown.special : usual)
    const kind = view ? view.grouping : this.shown?.grouping?.kind
    const session: Session = before ? reduceSession(before, { type: 'requested', run }) : {
      id: `${this.versions.toString()}:${uri}`,
      uri, title, run, phase: { kind: 'busy', progress: null }, shown: null,
      choice: view?.choice ?? choiceAfter(this.shown, run.model),
      direction: last?.direction ?? 'attendsTo',
      ...special && { special },
      // Its groups are made when its tokens are known.
      ...kind && !run.picture && { grouping: { kind, version: 0, groups: [] } },
      caret: [],
      pinned: view?.pinned ?? [],
    }
    this.put(uri, session)
    this.forgetOldest()
    return session
  }

  apply(uri: string, event: SessionEvent): void {
    const before = this.get(uri)
    if (before) this.put(uri, reduceSession(before, event))
  }

  /** What happens to a document, for every session with a text of it. */
  follow(uri: string, event: SessionEvent & { readonly type: 'edited' | 'reopened' }): void {
    this.apply(uri, event)
    for (const session of this.all()) if (session.uri !== uri && documentsOf(session).includes(uri)) this.apply(session.uri, { ...event, beside: true })
  }

  /** An answer from a page; dropped where its session is gone or has gone on. */
  answer(event: SessionEvent & { readonly key: SessionKey }): void {
    const session = this.all().find(({ id, run }) => id === event.key.id && run.version === event.key.version)
    if (!session) return
    const givenUp = event.type === 'failed' && event.failure.blame === 'cancelled' && !session.shown
    if (givenUp) this.remove(session.uri)
    else this.apply(session.uri, event)
  }

  /** Shows this document's session; a document without one leaves what is shown. */
  show(uri: string): void {
    if (!this.sessions.has(uri) || this.shownUri === uri) return
    this.shownUri = uri
    this.switches.fire(null)
  }

  remove(uri: string): void {
    const before = this.get(uri)
    if (!before) return
    this.sessions.delete(uri)
    if (this.shownUri === uri) this.shownUri = null
    this.changes.fire({ uri, before, after: null })
    if (this.shownUri === null) this.switches.fire(null)
  }

  move(from: string, to: string, title: string): void {
    for (const { uri } of this.all()) this.apply(uri, { type: 'movedBeside', from, to })
    const before = this.get(from)
    if (!before) return
    const wasShown = this.shownUri === from
    this.sessions.delete(from)
    if (wasShown) this.shownUri = to
    this.changes.fire({ uri: from, before, after: null })
    this.put(to, reduceSession(before, { type: 'moved', uri: to, title }))
    if (wasShown) this.switches.fire(null)
  }

  /** Sessions of closed documents are kept too, but not without end. */
  private forgetOldest(): void {
    const oldest = this.all().find(({ uri }) => uri !== this.shownUri)
    if (this.sessions.size > limit && oldest) this.remove(oldest.uri)
  }

  private put(uri: string, after: Session): void {
    const before = this.get(uri)
    if (before === after) return
    this.sessions.set(uri, after)
    this.changes.fire({ uri, before, after })
  }
}
