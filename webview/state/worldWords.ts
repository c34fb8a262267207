import type { MoveName, WorldAnalysis } from '../../protocol/world.ts'
import { t } from '../l10n/translate.ts'

/** A move in running text. */
export function sayMove(name: MoveName): string {
  return { up: t('up'), right: t('right'), down: t('down'), left: t('left') }[name]
}

/** A move as a sign. */
export const moveSigns: Readonly<Record<MoveName, string>> = { up: '↑', right: '→', down: '↓', left: '←' }

/** A cell in running text, "row 3, column 5". */
export function sayPlace({ columns }: Pick<WorldAnalysis, 'columns'>, cell: number): string {
  return t('row {0}, column {1}', Math.floor(cell / columns) + 1, (cell % columns) + 1)
}

/** The same with what is there, by its sign. */
export function sayCellOf(world: Pick<WorldAnalysis, 'columns'>, cells: string, cell: number): string {
  const place = sayPlace(world, cell)
  switch (cells[cell]) {
    case '#': return t('wall in {0}', place)
    case 'G': return t('goal in {0}', place)
    case 'A': return t('agent in {0}', place)
    default: return t('free cell in {0}', place)
  }
}

/** Why the agent does not go on, in a sentence; null where it may. */
export function sayStop({ agent, goal, moves, chosen }: WorldAnalysis, steps: number): string | null {
  if (goal === null) {
    return steps === 0 ? t('There is no goal to be seen; put a G on a free cell.') : steps === 1 ? t('The goal is reached after 1 step.') : t('The goal is reached after {0} steps.', steps)
  }
  const { name, to } = moves[chosen]!
  return to === agent ? t('The agent chooses {0}, where a wall or the edge is, and would do so for ever.', sayMove(name)) : null
}
