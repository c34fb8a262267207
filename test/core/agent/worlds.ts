import { readFileSync } from 'node:fs'

/** A new world that the bundled agent is measured on, as training/agent/oracle.py wrote it. */
export interface MeasuredWorld {
  readonly cells: string
  /** How many moves the goal is away. */
  readonly distance: number
  /** PyTorch's, with the bundled weights. */
  readonly logits?: readonly number[]
}

export const side = 7
export const worlds = JSON.parse(readFileSync('test/fixtures/agent/worlds.json', 'utf8')) as readonly MeasuredWorld[]
export const sample = readFileSync('media/models/agent/sample.txt', 'utf8')

/** Cells as a text, a line a row. */
export function written(cells: string, lineBreak = '\n'): string {
  return Array.from({ length: side }, (_, row) => cells.slice(row * side, (row + 1) * side)).join(lineBreak)
}
