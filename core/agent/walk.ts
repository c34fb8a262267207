import { throwIfCancelled } from '../throwIfCancelled.ts'
import type { GazeModel } from '../model/gazeModel.ts'
import { decide, worldOf, type Decision } from './decide.ts'
import { moveAgent } from './moveAgent.ts'
import { goalOf, readWorld, type World } from './readWorld.ts'

/** How a way ends: at the goal; before a wall or the edge, or where it has been before, since it would do the same again; or given up. */
export type WayEnd = 'goal' | 'wall' | 'again' | 'steps'

/** A step of a way: the world before it, and what the model makes of that. The last one says how it ended. */
export interface WayStep extends Decision {
  readonly world: World
  readonly after: World
  readonly end?: WayEnd
}

/** Lets an agent's model act in a world until it is at the goal, will never be, or has made so many steps. Rejects with a GazeError where it cannot. */
export async function* walk(model: GazeModel, text: string, { steps = 100, signal }: { readonly steps?: number; readonly signal?: AbortSignal } = {}): AsyncGenerator<WayStep> {
  let world = readWorld(text, worldOf(model))
  goalOf(world)
  const been = new Set<number>()
  for (let made = 1; ; made++) {
    throwIfCancelled(signal)
    been.add(world.agent)
    const decision = await decide(model, world)
    const { to } = decision.moves[decision.chosen]!
    const after = moveAgent(world, to)
    const end = after.goal === null ? 'goal' : to === world.agent ? 'wall' : been.has(to) ? 'again' : made >= steps ? 'steps' : undefined
    yield { ...decision, world, after, ...(end && { end }) }
    if (end) return
    world = after
  }
}
