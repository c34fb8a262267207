import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { HeadStatistics } from '../../../core/attention/headStatistics.ts'
import type { HeadWeights } from '../../../core/attention/headWeights.ts'
import type { WhatIf } from '../../../core/attention/attendStep.ts'
import type { CapturedTensor } from '../../../core/model/gazeModel.ts'
import type { Token } from '../../../core/tokens/token.ts'

interface StepCase {
  query: number[]; keys: number[]; values: number[]; bias: number[]; scale: number; softCap: number; position: number
  w: number[]; u: number[]; v: number[]
  products: number[]; scaled: number[]; maximum: number; denominator: number; additive: number[]
  changes: { change: WhatIf; capped?: true; weights: number[]; context: number[] }[]
}

/** What NumPy made of random attention, by makeMaths.py. */
interface MathsCase {
  mask: string
  tokens: number
  layers: { heads: number; weights: number[] }[]
  pooled: Record<'mean' | 'max' | 'min', { layer: number[]; all: number[] }> & { maxOfMeans: number[]; meanOfFirstHeads: number[] }
  rollout: number[]
  flow: { query: number; flows: number[] }
  output: { values: number[]; projection: number[]; hidden: number; norms: number[]; normsOfLayer: number[] }
  text: string[]
  ids: number[]
  special: boolean[]
  statistics: Record<keyof HeadStatistics, number | null>[][]
  groups: number[][]
  grouped: number[]
  leftOut: number[]
  step: StepCase | null
  states: number[]
  hidden: number
  chosen: number[]
  cosines: number[]
  hiddenShare: number[]
  renormalised: number[]
  strongest: [number, number][]
}

export const mathsCases = JSON.parse(readFileSync('test/fixtures/attention/maths.json', 'utf8')) as MathsCase[]

export function title({ mask, tokens, layers }: MathsCase): string {
  return `${String(tokens)} tokens, ${layers.map(({ heads }) => String(heads)).join(' + ')} heads, mask ${mask}`
}

export function layersOf({ layers, tokens }: MathsCase): CapturedTensor[] {
  return layers.map(({ heads, weights }, i) => ({ name: `encoder.${String(i)}`, shape: [heads, tokens, tokens], data: Float32Array.from(weights) }))
}

/** The case's tokens, one character each, and the text that they make. */
export function textOf({ text, ids, special }: MathsCase): { tokens: Token[]; text: string } {
  let end = 0
  const tokens = text.map((each, i) => {
    const start = special[i] ? 0 : end
    end += each.length
    return { id: ids[i]!, text: each, start, end: start + each.length, special: special[i]! }
  })
  return { tokens, text: text.join('') }
}

/** A token for each piece of a text, spaces before it included; ids follow the pieces. */
export function tokensOf(pieces: readonly string[]): { tokens: Token[]; text: string } {
  const ids = new Map<string, number>()
  let end = 0
  const tokens = pieces.map((text) => {
    const special = /^\[(CLS|SEP)\]$/.test(text)
    if (!ids.has(text)) ids.set(text, ids.size)
    const start = special ? 0 : end
    if (!special) end += text.length
    return { id: ids.get(text)!, text, start, end: special ? 0 : end, special }
  })
  return { tokens, text: pieces.filter((_, i) => !tokens[i]!.special).join('') }
}

export function matrix(rows: readonly (readonly number[])[]): HeadWeights {
  return { queries: rows.length, keys: rows[0]!.length, weights: Float32Array.from(rows.flat()) }
}

export function assertClose(actual: ArrayLike<number>, expected: readonly (number | null)[], within = 1e-5): void {
  assert.equal(actual.length, expected.length)
  expected.forEach((value, i) => {
    const wanted = value ?? NaN
    const near = Number.isNaN(wanted) ? Number.isNaN(actual[i]) : Math.abs(actual[i]! - wanted) <= within * Math.max(1, Math.abs(wanted))
    assert.ok(near, `entry ${String(i)} is ${String(actual[i])}, not ${String(wanted)}`)
  })
}
