import type { SessionState } from '../../../protocol/session.ts'
import type { RepresentationTable } from '../../../protocol/representations.ts'
import { sameChoice } from '../../../protocol/choice.ts'
import type { ChangedStep, StepThrough } from '../../../protocol/steps.ts'
import type { Live } from '../../state/pageState.ts'
import { sayToken } from '../../state/phrases.ts'

/** A token, its spoken name, and a number of it. */
export interface Named {
  readonly token: number
  readonly name: string
  readonly value: number
}

/** What the model that runs gives for the words of a stop; what has not come yet is absent. */
export interface TourFacts {
  /** The token that is looked from. */
  readonly query?: string
  /** The tokens of the text that it looks at, strongest first. */
  readonly targets: readonly Named[]
  /** Tokens of the text, and which other one each looks at most: the strongest first. */
  readonly looks: readonly { readonly from: string; readonly to: string; readonly value: number }[]
  /** What special tokens have of it. */
  readonly special: number
  /** How much tokens of the text give to the one right before them, on average. */
  readonly previous?: number
  readonly step?: StepThrough
  readonly changed?: { readonly result: ChangedStep; readonly window?: number }
  /** Of the query token and the other of the same text, where these two are compared. */
  readonly table?: RepresentationTable
  /** A token of a step-through's keys by its name. */
  name(token: number): string
}

/** The facts of what is shown now. */
export function tourFacts({ choice, focus, groups }: SessionState, live: Live | null, labels: readonly string[]): TourFacts {
  const name = (token: number): string => sayToken(labels[token])
  const tokens = live?.analysis.tokens ?? []
  const query = groups ? undefined : focus[0]
  const slice = live?.slice && sameChoice(live.slice.choice, choice) && live.slice.keys === tokens.length ? live.slice : null
  if (!live || !slice || query === undefined || !(query in tokens)) return { targets: [], looks: [], special: 0, name }
  const row = slice.weights.subarray(query * slice.keys, (query + 1) * slice.keys)
  const texts = tokens.map((_, token) => token).filter((token) => !tokens[token]!.special)
  const { found, changed } = live.stepping
  const isHere = found?.token === query && found.layer === choice.layer && found.head === choice.head
  const before = texts.filter((token) => texts.includes(token - 1))
  return {
    query: name(query),
    targets: texts.filter((token) => token !== query).map((token) => ({ token, name: name(token), value: row[token]! })).sort((a, b) => b.value - a.value),
    looks: texts.flatMap((from) => {
      const weight = (to: number): number => slice.weights[from * slice.keys + to]!
      const [to] = texts.filter((token) => token !== from).sort((a, b) => weight(b) - weight(a))
      return to === undefined ? [] : [{ from: name(from), to: name(to), value: weight(to) }]
    }).sort((a, b) => b.value - a.value),
    special: row.reduce((sum, weight, token) => sum + (tokens[token]!.special ? weight : 0), 0),
    ...before.length > 0 && {
      previous: before.reduce((sum, token) => sum + slice.weights[token * slice.keys + token - 1]!, 0) / before.length,
    },
    ...isHere && { step: found },
    ...isHere && changed?.of.choice.query === query && changed.of.choice.layer === choice.layer && changed.of.choice.head === choice.head
      && { changed: { result: changed.result, ...changed.of.change?.window !== undefined && { window: changed.of.change.window } } },
    ...isPair(query, live) && { table: live.comparing.found!.table },
    name,
  }
}

function isPair(query: number, { comparing: { found }, analysis: { tokens } }: Live): boolean {
  const { chosen, groups } = found?.of ?? { chosen: [], groups: null }
  const [a, b] = chosen.map((token) => tokens[token]?.text)
  return !groups && chosen.length === 2 && chosen.includes(query) && a === b
}
