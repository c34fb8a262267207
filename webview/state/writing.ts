import type { TokenSpan } from '../../protocol/attention.ts'

/** Going through an encoder-decoder's target as it was written. */
export interface WritingSettings {
  readonly on: boolean
  /** The unit of the target one is at; gives way to the editor's caret. */
  readonly at: number | null
}

export const initialWriting: WritingSettings = { on: false, at: null }

/** Reads what an earlier page stored; whatever is not as it should be gets its first value. */
export function readWriting({ on, at }: Readonly<Record<string, unknown>>): WritingSettings {
  return { on: on === true, at: Number.isInteger(at) && (at as number) >= 0 ? (at as number) : null }
}

/** The units of the target that were written, in their order: all but the one that its decoder begins with. */
export function writtenUnits(units: readonly TokenSpan[]): readonly number[] {
  return [...units.keys()].filter((unit) => units[unit]!.segment === 1).slice(1)
}

/** The place in the writing: the one that was gone to, as long as the focus does not say otherwise, else the first in focus; -1 before the first. */
export function placeIn(written: readonly number[], at: number | null, focused: readonly number[]): number {
  const own = focused.map((unit) => written.indexOf(unit)).filter((place) => place >= 0)
  const gone = at === null ? -1 : written.indexOf(at)
  return gone >= 0 && (own.length === 0 || own.includes(gone)) ? gone : own[0] ?? -1
}

/** Where a key leads; null where it leads nowhere. */
export function movePlace(key: string, place: number, count: number): number | null {
  const next = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: count - 1 }[key]
  return next === undefined || next < 0 || next >= count || next === place ? null : next
}
