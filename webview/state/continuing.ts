import type { Failure } from '../../protocol/pageToHost.ts'
import type { NextChoice, NextPlace, Spelling } from '../../protocol/predictions.ts'
import { sameChoice } from '../../protocol/choice.ts'

/** Where, how and by which head's look the next token is wanted; what was drawn already is the state's. */
export type NextNeed = Omit<NextChoice, 'after'>

/** A token that was drawn, and what the model looked at to write it: one weight a token before it. */
export interface DrawnToken extends Spelling {
  readonly probability: number
  readonly share: number
  readonly row: Float32Array
}

/** A continuation of the text as it grows. */
export interface Continuing {
  readonly tokens: readonly DrawnToken[]
  /** How many more are to be drawn. */
  readonly left: number
  /** What may come next, perhaps of a place or a way to draw before; `of` says which. */
  readonly next: { readonly of: NextChoice; readonly place: NextPlace } | null
  readonly failed: { readonly of: NextChoice; readonly failure: Failure } | null
}

export const noContinuing: Continuing = { tokens: [], left: 0, next: null, failed: null }

export function sameNextNeed(a: NextNeed | null, b: NextNeed | null): boolean {
  if (!a || !b) return a === b
  const [one, other] = [a.sampling, b.sampling]
  return a.place === b.place && sameChoice(a.choice, b.choice)
    && one.temperature === other.temperature && one.topK === other.topK && one.topP === other.topP && one.seed === other.seed
}

export function sameNext(a: NextChoice | null, b: NextChoice | null): boolean {
  if (!a || !b) return a === b
  return sameNextNeed(a, b) && a.after.length === b.after.length && a.after.every((id, at) => id === b.after[at])
}

/** What is wanted now, behind what was drawn already; null where nothing is. `end`: the place behind the text. */
export function nextChoice(need: NextNeed | null, { tokens }: Continuing, end: number): NextChoice | null {
  return need && { ...need, after: need.place === end ? tokens.map(({ id }) => id) : [] }
}

/** The same where it is neither here nor has failed. */
export function missingNext(need: NextNeed | null, continuing: Continuing, end: number): NextChoice | null {
  const wanted = nextChoice(need, continuing, end)
  const isKnown = sameNext(continuing.next?.of ?? null, wanted) || sameNext(continuing.failed?.of ?? null, wanted)
  return isKnown ? null : wanted
}

/** What may come next where it is of what is wanted now; null while it is under way. */
export function nextHere(need: NextNeed | null, continuing: Continuing, end: number): NextPlace | null {
  const { next } = continuing
  return next && sameNext(next.of, nextChoice(need, continuing, end)) ? next.place : null
}

/** One token longer, where more are to be drawn and the next one is known; it stops where the text ends or there is no room. */
export function advance(continuing: Continuing, need: NextNeed | null, end: number): Continuing {
  if (continuing.left === 0 || need?.place !== end) return continuing
  const here = nextHere(need, continuing, end)
  if (!here) return continuing
  if (here.ends || here.full) return { ...continuing, left: 0 }
  return { ...continuing, tokens: [...continuing.tokens, { ...here.drawn, row: here.row }], left: continuing.left - 1 }
}
