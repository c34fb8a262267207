import { decide, readWorld, type CapturedTensor, type GazeModel } from '../../core/index.ts'
import type { WorldAnalysis } from '../../protocol/world.ts'

/** What an agent's model makes of the world that a text is, and what its own cell looks at: [heads of all layers, cells]; undefined of other models. */
export async function actIn(model: GazeModel, text: string, attention: readonly CapturedTensor[] = []): Promise<{ readonly world: WorldAnalysis; readonly ownRows: Float32Array } | undefined> {
  if (!model.info.world) return undefined
  const world = readWorld(text, model.info.world)
  const { rows, columns, agent, goal, cells: { length } } = world
  const { moves, chosen } = await decide(model, world)
  const ownRows = new Float32Array(attention.reduce((heads, { shape }) => heads + shape[0], 0) * length)
  let to = 0
  for (const { data, shape: [heads] } of attention) {
    for (let head = 0; head < heads; head++, to += length) {
      const row = (head * length + agent) * length
      ownRows.set(data.subarray(row, row + length), to)
    }
  }
  return { world: { rows, columns, agent, goal, moves, chosen }, ownRows }
}
