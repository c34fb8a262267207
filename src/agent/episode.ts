import type { Analysis } from '../../protocol/attention.ts'
import type { Episode, TakenStep, WorldAnalysis } from '../../protocol/world.ts'

/** An agent's way in one world, which its walls tell from others. */
export interface SessionEpisode extends Episode {
  readonly walls: string
}

/**
 * The way after the world was looked at again. It goes on where the agent is a move from where it was; it is cut where the
 * agent is back on its way, by an undo; another world, or an agent put elsewhere, begins a new one. `was`: what was looked at
 * before, by the same model.
 */
export function episodeAfter(before: SessionEpisode | undefined, was: WorldAnalysis | undefined, { tokens, world }: Pick<Analysis, 'tokens' | 'world'>): SessionEpisode | undefined {
  if (!world) return undefined
  const walls = tokens.map(({ text }) => (text === '#' ? '#' : '.')).join('')
  const fresh: SessionEpisode = { goal: world.goal, steps: [], acting: false, walls }
  if (!before || !was || before.walls !== walls || !isSameGoal(before, world)) return fresh
  const { agent } = world
  const going = { ...before, acting: before.acting && world.goal !== null }
  if (agent === was.agent) return going
  const chosen = was.moves[was.chosen]!
  if (agent === chosen.to) return { ...going, steps: [...before.steps, { from: was.agent, move: chosen, chosen: true }] }
  const back = before.steps.findIndex(({ from }) => from === agent)
  if (back >= 0) return { ...going, steps: before.steps.slice(0, back) }
  const move = was.moves.find(({ to }) => to === agent)
  return move ? { ...going, steps: [...before.steps, { from: was.agent, move, chosen: false }] } : fresh
}

/** Whether the agent has been on a cell of its way, where it would do again what it did then. */
export function hasBeen({ steps }: { readonly steps: readonly TakenStep[] }, cell: number): boolean {
  return steps.some(({ from }) => from === cell)
}

/** A goal that the agent is on is not to be seen. */
function isSameGoal({ goal }: Episode, world: WorldAnalysis): boolean {
  return world.goal === goal || (world.goal === null && world.agent === goal)
}
