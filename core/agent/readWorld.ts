import { GazeError } from '../gazeError.ts'
import type { WorldShape } from './worldShape.ts'

/** A grid world as it is written: `#` wall, `.` free, `G` goal, `A` agent; a line a row. */
export interface World {
  readonly text: string
  readonly rows: number
  readonly columns: number
  /** A character a cell, row by row from the top left. */
  readonly cells: string
  /** Where each cell is in the text, in UTF-16 units. */
  readonly offsets: readonly number[]
  readonly agent: number
  /** Null where no goal is to be seen: the agent is on it, or there is none. */
  readonly goal: number | null
}

const signs = '# (wall), . (free), G (goal) and A (agent)'

/** Reads a world; a GazeError says what is wrong with it, and where. Line breaks may be any, and may follow the last row. */
export function readWorld(text: string, { rows, columns }: Pick<WorldShape, 'rows' | 'columns'>): World {
  const wanted = `${rows} lines of ${columns} cells`
  const lines = linesOf(text)
  if (lines.length === 0) throw new GazeError(`There is no world here: give ${wanted}, of ${signs}.`)
  for (const [row, { line }] of lines.entries()) {
    const wrong = line.search(/[^#.GA]/)
    if (wrong >= 0) throw new GazeError(`Row ${row + 1}, column ${wrong + 1} of the world has ${said(line, wrong)}: a world is ${wanted}, of ${signs} alone.`)
  }
  if (lines.length !== rows) throw new GazeError(`The world has ${counted(lines.length, 'row')}, and the agent was trained in ${rows} x ${columns} cells: give ${wanted}.`)
  const ragged = lines.findIndex(({ line }) => line.length !== columns)
  if (ragged >= 0) throw new GazeError(`Row ${ragged + 1} of the world has ${counted(lines[ragged]!.line.length, 'cell')}, not ${columns}: give ${wanted}.`)
  const cells = lines.map(({ line }) => line).join('')
  const [agent] = onlyOne(cells, 'A', columns)
  const [goal] = onlyOne(cells, 'G', columns)
  if (agent === undefined) throw new GazeError('The world has no agent: put an A on a free cell.')
  return { text, rows, columns, cells, offsets: lines.flatMap(({ line, start }) => [...line].map((_, at) => start + at)), agent, goal: goal ?? null }
}

/** The goal of a world; throws a GazeError where none is to be seen. */
export function goalOf({ goal }: Pick<World, 'goal'>): number {
  if (goal === null) throw new GazeError('The world has no goal, or the agent is on it: put a G on a free cell.')
  return goal
}

function linesOf(text: string): { readonly line: string; readonly start: number }[] {
  const lines: { readonly line: string; readonly start: number }[] = []
  let start = 0
  for (const [line, end] of [...text.matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/g)].map((match) => [match[1]!, match.index + match[0].length] as const)) {
    lines.push({ line, start })
    start = end
  }
  while (lines.at(-1)?.line === '') lines.pop()
  return lines
}

function onlyOne(cells: string, sign: 'A' | 'G', columns: number): readonly number[] {
  const found = [...cells].flatMap((cell, at) => (cell === sign ? [at] : []))
  if (found.length < 2) return found
  const places = found.slice(0, 2).map((at) => `row ${Math.floor(at / columns) + 1}, column ${at % columns + 1}`)
  throw new GazeError(`The world has ${found.length} ${sign === 'A' ? 'agents' : 'goals'} (the first two in ${places.join(' and ')}): leave one ${sign}.`)
}

function said(line: string, at: number): string {
  const character = String.fromCodePoint(line.codePointAt(at)!)
  if (character === ' ') return 'a space'
  if (character === '\t') return 'a tab'
  return /[\s\p{C}\p{M}]/u.test(character) ? `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}` : `"${character}"`
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}
