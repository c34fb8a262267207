import { softmaxSteps } from '../attention/softmaxSteps.ts'
import { GazeError } from '../gazeError.ts'
import type { GazeModel } from '../model/gazeModel.ts'
import { cellAfter } from './moveAgent.ts'
import type { World } from './readWorld.ts'
import type { MoveName, WorldShape } from './worldShape.ts'

/** A move that a model may choose. */
export interface MoveChance {
  readonly name: MoveName
  readonly probability: number
  /** The cell that it leads to: the agent's own where a wall or the edge is in the way. */
  readonly to: number
}

/** What a model makes of a world: its moves in the order of its outputs, and which of them is the likeliest. */
export interface Decision {
  readonly moves: readonly MoveChance[]
  readonly chosen: number
}

/** The worlds that a model acts in; throws a GazeError where it is no agent. */
export function worldOf({ info: { name, kind, world } }: Pick<GazeModel, 'info'>): WorldShape {
  if (world) return world
  throw new GazeError(`${name} cannot act because it is no agent but a model of kind ${kind}: choose an agent (token-gaze models lists what is bundled).`)
}

/** Asks an agent's model what to do in a world. Rejects with a GazeError where it is no agent. */
export async function decide(model: GazeModel, world: World): Promise<Decision> {
  const { moves } = worldOf(model)
  const logits = await model.classify!(model.encode(world.text))
  const { weights } = softmaxSteps(logits)
  return {
    moves: moves.map((name, at) => ({ name, probability: weights[at]!, to: cellAfter(world, name) })),
    chosen: weights.indexOf(weights.reduce((most, weight) => Math.max(most, weight), 0)),
  }
}
