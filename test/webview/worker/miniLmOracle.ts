import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StepThrough } from '../../../protocol/steps.ts'
import { readNpz } from '../../readNpz.ts'

const folder = join(import.meta.dirname, '../../fixtures/minilm')
const oracle = readNpz(readFileSync(join(folder, 'english.npz')))

export const english = readFileSync(join(folder, 'english.txt'), 'utf8')

/** A step whose arrays may have become lists on their way. */
type Step = { readonly [K in keyof StepThrough]: Extract<StepThrough[K], Float32Array> extends never ? StepThrough[K] : StepThrough[K] | number[] }

/** Holds one step of MiniLM's layer 4 on `english` to what PyTorch computes, each tensor to a thousandth of its largest number. */
export function checkStep(step: Step): void {
  const { layer, head, token, missing } = step
  assert.equal(layer, 3)
  assert.deepEqual(missing, {})
  assertRow('query', step.query!, oraclePart('query', head, token))
  assertRow('keys', step.keys!, oraclePart('key', head))
  assertRow('values', step.values!, oraclePart('value', head))
  assertRow('scores', step.scores!, oraclePart('scores', head, token))
  assertRow('weights', step.weights, oraclePart('', head, token))
  assertRow('context', step.context!, oraclePart('context', head, token))
  const { shape: [heads = 0] } = oracle['encoder.3.context']!
  assertRow('concatenated', step.concatenated!, Array.from({ length: heads }, (_, each) => oraclePart('context', each, token)).flat())
  const output = oracle['encoder.3.output']!
  const hidden = output.shape.at(-1)!
  assertRow('output', step.output!, [...output.data].slice(token * hidden, (token + 1) * hidden).map(Number))
  assertRow('scaled products', step.scaled!, oraclePart('scores', head, token))
  assert.deepEqual([step.input!.length, step.projection], [hidden, { rows: 384, columns: 384 }])
}

/** A head's matrix, or one row of it. */
export function oraclePart(kind: string, head: number, row?: number): number[] {
  const { shape: [, rows = 0, columns = 0], data } = oracle[kind ? `encoder.3.${kind}` : 'encoder.3']!
  const from = (head * rows + (row ?? 0)) * columns
  return Array.from(data as Float32Array).slice(from, from + (row === undefined ? rows : 1) * columns)
}

function assertRow(name: string, got: ArrayLike<number>, expected: readonly number[]): void {
  assert.equal(got.length, expected.length, name)
  const size = Math.max(...expected.map(Math.abs))
  const worst = Math.max(...expected.map((value, i) => Math.abs(value - got[i]!)))
  assert.ok(worst <= 1e-3 * size, `${name} is off by ${String(worst)} of ${String(size)}`)
}
