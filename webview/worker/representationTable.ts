import {
  GazeError, meanCosine, meanRepresentations, nearestRepresentations, representationCosines, throwIfCancelled,
  type CapturedTensor, type Pace, type Representations, type Token,
} from '../../core/index.ts'
import type { Group } from '../../protocol/groups.ts'
import type { RepresentationChoice, RepresentationTable } from '../../protocol/representations.ts'
import { t } from '../l10n/translate.ts'
import type { States } from './readStates.ts'

const nearestCount = 5

/** Compares the representations of the chosen tokens or groups; throws where there is no such token. Every array is its own. */
export async function representationTable(
  { stream, each, parts }: States, tokens: readonly Token[], { chosen, groups }: RepresentationChoice, { signal, pause }: Pace,
): Promise<RepresentationTable> {
  requireChosen(chosen, groups?.length ?? tokens.length)
  const isSpecial = (unit: number): boolean => (groups ? groups[unit]!.tokens : [unit]).every((token) => tokens[token]!.special)
  const rows: StateRow[] = []
  let first: Float32Array | undefined
  for await (const state of each()) {
    const units = unitsOf(state, groups)
    first ??= vectorsOf(units, chosen)
    rows.push(stateRow(units, chosen, first, isSpecial))
    await pause?.()
    throwIfCancelled(signal)
  }
  const summands = await parts()
  return {
    chosen,
    form: stream.form,
    states: stream.states.map(({ depth, last }) => ({ depth, last })),
    cosines: joined(rows.map(({ cosines }) => cosines)),
    norms: joined(rows.map(({ norms }) => norms)),
    toFirst: joined(rows.map(({ toFirst }) => toFirst)),
    average: Float32Array.from(rows, ({ average }) => average),
    nearest: Int32Array.from(rows.flatMap(({ nearest }) => nearest.map(({ token }) => token))),
    nearestCosines: Float32Array.from(rows.flatMap(({ nearest }) => nearest.map(({ cosine }) => cosine))),
    nearestCount,
    parts: stream.parts.flatMap(({ kind, name }) => {
      const part = summands.find((summand) => summand.name === name)
      return part ? [{ kind, cosines: representationCosines([unitsOf(part, groups)], chosen) }] : []
    }),
    notes: Object.values(stream.missing),
  }
}

interface StateRow {
  readonly cosines: Float32Array
  readonly norms: Float32Array
  readonly toFirst: Float32Array
  readonly average: number
  readonly nearest: readonly { readonly token: number; readonly cosine: number }[]
}

function stateRow(units: Representations, chosen: readonly number[], first: Float32Array, isSpecial: (unit: number) => boolean): StateRow {
  const { hidden } = units
  const vectors = vectorsOf(units, chosen)
  return {
    cosines: representationCosines([units], chosen),
    norms: Float32Array.from(chosen, (_, at) => Math.hypot(...vectors.subarray(at * hidden, (at + 1) * hidden))),
    toFirst: Float32Array.from(chosen, (_, at) => toFirst(vectors, first, at, hidden)),
    average: meanCosine(units, (unit) => !isSpecial(unit)),
    nearest: chosen.flatMap((unit) => {
      const found = nearestRepresentations(units, unit, nearestCount, (other) => !isSpecial(other))
      return Array.from({ length: nearestCount }, (_, at) => found[at] ?? { token: -1, cosine: NaN })
    }),
  }
}

/** The cosine of one vector with what it was. */
function toFirst(vectors: Float32Array, first: Float32Array, at: number, hidden: number): number {
  const pair = new Float32Array(2 * hidden)
  pair.set(first.subarray(at * hidden, (at + 1) * hidden))
  pair.set(vectors.subarray(at * hidden, (at + 1) * hidden), hidden)
  return representationCosines([{ tokens: 2, hidden, data: pair }], [0, 1])[1]!
}

function unitsOf({ shape: [, tokens, hidden], data }: CapturedTensor, groups: readonly Group[] | undefined): Representations {
  const own = { tokens, hidden, data }
  return groups ? meanRepresentations(own, groups) : own
}

function vectorsOf({ hidden, data }: Representations, chosen: readonly number[]): Float32Array {
  const vectors = new Float32Array(chosen.length * hidden)
  chosen.forEach((unit, at) => { vectors.set(data.subarray(unit * hidden, (unit + 1) * hidden), at * hidden) })
  return vectors
}

function joined(each: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(each.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of each) {
    all.set(part, at)
    at += part.length
  }
  return all
}

function requireChosen(chosen: readonly number[], count: number): void {
  const wrong = chosen.find((token) => !(Number.isInteger(token) && token >= 0 && token < count))
  if (wrong !== undefined) throw new GazeError(t('There is no token {0}; choose one from 1 to {1}.', wrong + 1, count))
  if (chosen.length === 0) throw new GazeError(t('No token is chosen; choose one or more.'))
}
