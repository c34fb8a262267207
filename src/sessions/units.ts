import type { TokenSpan } from '../../protocol/attention.ts'
import type { Group } from '../../protocol/groups.ts'
import { tokenLabel } from '../../protocol/tokenLabel.ts'
import type { Shown } from './session.ts'

/** Offsets into the analysed text, half open. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** What attention is shown between: a token, or a group of tokens. */
export interface Unit {
  /** The vocabulary's spelling of a token, the label of a group. */
  readonly name: string
  readonly tokens: readonly number[]
  /** Where it stands in the text, in ascending order; none where it stands for no text. */
  readonly spans: readonly Span[]
  readonly special: boolean
}

/** The units of a slice: its queries and keys are indexes of `list`; `ofToken` has the unit of each token. */
export interface Units {
  readonly list: readonly Unit[]
  readonly ofToken: readonly number[]
}

const known = new WeakMap<readonly (TokenSpan | Group)[], Units>()

/** The groups as units, or without groups the tokens; made once for the same array. */
export function unitsOf(tokens: readonly TokenSpan[], groups?: readonly Group[]): Units {
  const key = groups ?? tokens
  const units = known.get(key) ?? (groups ? groupUnits(tokens, groups) : tokenUnits(tokens))
  known.set(key, units)
  return units
}

/** The units of the slice that is shown. */
export function shownUnits({ analysis, grouping }: Shown): Units {
  return unitsOf(analysis.tokens, grouping?.groups)
}

/** These tokens, and those that are shown as one with them. */
export function wholeUnits(shown: Shown, tokens: readonly number[]): number[] {
  const { list, ofToken } = shownUnits(shown)
  return unitsAmong(tokens, ofToken).flatMap((unit) => list[unit]!.tokens)
}

/** How a unit is written on the screen. */
export function labelOf({ name, tokens: [first, ...others] }: Unit, { analysis, run }: Shown): string {
  return first !== undefined && others.length === 0 ? tokenLabel(analysis.tokens, first, run.text) : name
}

/** The units of these tokens, each once, in ascending order. */
export function unitsAmong(tokens: readonly number[], ofToken: readonly number[]): number[] {
  const found = new Set(tokens.map((token) => ofToken[token] ?? -1))
  return [...found].filter((unit) => unit >= 0).sort((a, b) => a - b)
}

function tokenUnits(tokens: readonly TokenSpan[]): Units {
  const list = tokens.map(({ text, start, end, special }, index): Unit => ({
    name: text, tokens: [index], spans: start < end ? [{ start, end }] : [], special,
  }))
  return { list, ofToken: list.map((_, index) => index) }
}

function groupUnits(tokens: readonly TokenSpan[], groups: readonly Group[]): Units {
  const ofToken: number[] = Array.from({ length: tokens.length }, () => -1)
  groups.forEach((group, index) => {
    for (const token of group.tokens) ofToken[token] = index
  })
  const list = groups.map((group): Unit => ({
    name: group.label, tokens: group.tokens, spans: spansOf(tokens, group), special: group.tokens.every((token) => tokens[token]?.special),
  }))
  return { list, ofToken }
}

/** Neighbours among the tokens are one stretch, with the space between them. */
function spansOf(tokens: readonly TokenSpan[], group: Group): Span[] {
  const spans: { start: number; end: number }[] = []
  let before = -1
  for (const index of group.tokens) {
    const { start, end } = tokens[index] ?? { start: 0, end: 0 }
    if (start >= end) continue
    const last = spans.at(-1)
    if (last && before === index - 1) last.end = Math.max(last.end, end)
    else spans.push({ start, end })
    before = index
  }
  return spans
}
