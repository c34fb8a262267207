import type { Unit } from '../sessions/units.ts'
import { joinStretches } from './joinStretches.ts'

/** How many steps of strength the overlay has; one decoration type each. */
export const levels = 12

/** A stretch of the analysed text and its strength, 1 to `levels`. */
export interface Tint {
  readonly start: number
  readonly end: number
  readonly level: number
}

/**
 * The tints of a row of weights, in the order of the text, relative to the row's largest without special tokens. Units
 * that share a stretch (the bytes of one character) are one tint of their sum; what rounds to no step is left out.
 */
export function tintUnits(row: Float32Array, units: readonly Unit[]): Tint[] {
  const stretches = joinStretches(units.flatMap(({ spans, special }, index) =>
    special ? [] : spans.map(({ start, end }) => ({ start, end, value: row[index] ?? 0 }))))
  const top = stretches.reduce((most, { value }) => Math.max(most, value), 0)
  return stretches
    .map(({ start, end, value }) => ({ start, end, level: top > 0 ? Math.round((levels * value) / top) : 0 }))
    .filter(({ level }) => level > 0)
}

/** A special token and the weight it has in a row. */
export interface SpecialShare {
  readonly text: string
  readonly share: number
}

/**
 * What the special tokens have of a row, in their order; equal ones (padding) together, or where the numbers are no shares
 * of a whole, the largest of them.
 */
export function specialShares(row: Float32Array, units: readonly Unit[], addsUp: boolean): SpecialShare[] {
  const shares = new Map<string, number>()
  units.forEach(({ name, special }, index) => {
    const before = shares.get(name) ?? 0
    const own = row[index] ?? 0
    if (special) shares.set(name, addsUp ? before + own : Math.max(before, own))
  })
  return [...shares].map(([text, share]) => ({ text, share }))
}

/** The shares for the end of a line, "[CLS] 71 %  [SEP] 0 %"; what is no share as it is, "[CLS] 0.710". */
export function sayShares(shares: readonly SpecialShare[], addsUp: boolean): string {
  const say = (share: number): string => (addsUp ? `${Math.round(share * 100).toString()} %` : share.toFixed(3))
  return shares.map(({ text, share }) => `${text} ${say(share)}`).join('\u00a0 ')
}
