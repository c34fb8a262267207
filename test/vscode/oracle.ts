import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { until } from '../../scripts/workbench/until.ts'
import { readNpz } from '../readNpz.ts'
import type { Stage } from './stage.ts'

const folder = join(import.meta.dirname, '../fixtures/minilm')

/** A text of test/fixtures/minilm, and what PyTorch computes for it with the bundled model's weights. */
export interface Oracle {
  readonly text: string
  /** Special tokens included. */
  readonly tokens: number
  /** The last axis of an array at the indexes of the others: `row('encoder.3', head, query)`. */
  row(name: string, ...at: readonly number[]): number[]
}

export function openOracle(name: string): Oracle {
  const arrays = readNpz(readFileSync(join(folder, `${name}.npz`)))
  return {
    text: readFileSync(join(folder, `${name}.txt`), 'utf8'),
    tokens: arrays['ids']!.shape[0]!,
    row(array, ...at) {
      const { shape, data } = arrays[array]!
      const length = shape.at(-1)!
      const start = at.reduce((offset, index, axis) => offset * shape[axis]! + index, 0) * length
      return Array.from(data as Float32Array).slice(start, start + length)
    },
  }
}

/** Analyses the whole of a file of the workspace, and chooses a head; layers and heads from 1. */
export async function analyseFile({ workbench, view }: Stage, name: string, layer: number, head: number): Promise<void> {
  await workbench.openFile(name)
  await workbench.editor.selectAll()
  await workbench.run('Token Gaze: Show Attention')
  await view.waitForPicture()
  await view.thumbnail(layer, head).click()
  await view.waitForHead(layer, head)
}

/** The numbers of a text as they are shown, true minus signs among them. */
export function numbersIn(text: string): number[] {
  return (text.match(/[−-]?\d+\.\d+(?:e[−-]?\d+)?/g) ?? []).map((number) => Number(number.replaceAll('−', '-')))
}

/** Waits until the last numbers that an element says are these, as far as three decimals tell. */
export async function waitForNumbers(what: string, element: Locator, expected: readonly number[]): Promise<void> {
  const said = async (): Promise<number[]> => numbersIn(await element.innerText()).slice(-expected.length)
  await until(`${what}: ${expected.map((number) => number.toFixed(3)).join()}`, said,
    (numbers) => numbers.length === expected.length && numbers.every((number, index) => isShownAs(expected[index]!, number)))
}

/** Whether a number may be shown so: to half of its last decimal, and what float32 leaves open. */
function isShownAs(number: number, shown: number): boolean {
  return Math.abs(number - shown) <= 0.00051 + 1e-5 * Math.abs(number)
}

export function assertShown(what: string, shown: readonly number[], expected: readonly number[]): void {
  assert.ok(shown.length === expected.length && shown.every((number, index) => isShownAs(expected[index]!, number)),
    `${what}: ${shown.join()} instead of ${expected.join()}`)
}
