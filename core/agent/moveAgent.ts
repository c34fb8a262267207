import type { World } from './readWorld.ts'
import { moveSteps, type MoveName } from './worldShape.ts'

/** The cell that a move leads to: the agent's own where a wall or the edge is in the way. */
export function cellAfter({ rows, columns, cells, agent }: Pick<World, 'rows' | 'columns' | 'cells' | 'agent'>, move: MoveName): number {
  const [down, right] = moveSteps[move]
  const row = Math.floor(agent / columns) + down
  const column = agent % columns + right
  const inside = row >= 0 && row < rows && column >= 0 && column < columns
  const to = row * columns + column
  return inside && cells[to] !== '#' ? to : agent
}

/** The world with the agent on another cell; the one it leaves is free, and the goal it steps on is not to be seen any more. */
export function moveAgent(world: World, to: number): World {
  const { text, cells, offsets, agent, goal } = world
  if (to === agent) return world
  const put = (into: string, at: number, sign: string): string => into.slice(0, at) + sign + into.slice(at + 1)
  return {
    ...world,
    text: put(put(text, offsets[agent]!, '.'), offsets[to]!, 'A'),
    cells: put(put(cells, agent, '.'), to, 'A'),
    agent: to,
    goal: to === goal ? null : goal,
  }
}
