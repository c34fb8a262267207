import { GazeError } from '../gazeError.ts'

/** Where an agent can go. */
export type MoveName = 'up' | 'right' | 'down' | 'left'

/** What an agent's model says of its worlds. */
export interface WorldShape {
  readonly rows: number
  readonly columns: number
  /** What the model's outputs mean, in their order. */
  readonly moves: readonly MoveName[]
}

/** Rows and columns that each move goes on. */
export const moveSteps: Readonly<Record<MoveName, readonly [row: number, column: number]>> = {
  up: [-1, 0], right: [0, 1], down: [1, 0], left: [0, -1],
}

/** The `world` of a parsed config.json and the moves of its `id2label`; undefined where the model is no agent. Throws a GazeError where they are damaged. */
export function worldShape({ world, id2label }: Readonly<Record<string, unknown>>): WorldShape | undefined {
  if (typeof world !== 'object' || world === null || !('rows' in world && 'columns' in world)) return undefined
  const { rows, columns } = world
  if (!isCount(rows) || !isCount(columns)) throw new GazeError('The "world" of config.json needs "rows" and "columns" from 1 to 512: put them there.')
  const labels: unknown[] = typeof id2label === 'object' && id2label !== null ? Object.values(id2label) : []
  const moves = labels.filter((label): label is MoveName => typeof label === 'string' && label in moveSteps)
  if (moves.length !== labels.length || new Set(moves).size !== 4) {
    throw new GazeError('The "id2label" of config.json must name the moves of an agent, up, right, down and left, in the order of the model\'s outputs: put them there.')
  }
  return { rows, columns, moves }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= 512
}
