import { GazeError, openModel, walk, type WayEnd, type WayStep } from '../core/index.ts'
import { captureOptions } from './captureOptions.ts'
import type { Command } from './command.ts'
import { findModel } from './findModel.ts'
import { readGivenText } from './givenInput.ts'
import { ortRuntime } from './ortRuntime.ts'
import { print, printJson, remark } from './print.ts'

const most = 100

const ends: Readonly<Record<WayEnd, (steps: string) => string>> = {
  goal: (steps) => `The goal is reached after ${steps}.`,
  wall: (steps) => `The agent walks into a wall or the edge at the end of ${steps}, and would do so for ever.`,
  again: (steps) => `The agent is where it has been before after ${steps}, and would walk in a circle for ever.`,
  steps: (steps) => `The goal is not reached after ${steps}: give more with --steps.`,
}

/** `token-gaze act`: lets an agent act in a world until it is at the goal. */
export const actCommand: Command = {
  name: 'act',
  usage: 'token-gaze act <model> (--text W | --text-file F) [--steps N] [--json]',
  summary: 'Let an agent act in a world, and print each step.',
  help: [
    '  <model>              a bundled agent (token-gaze models) or a folder with one',
    '  --text W             the world: # wall, . free, G goal, A agent; a line a row',
    '  --text-file F        the world in a UTF-8 file; - is standard input',
    `  --steps N            at most so many steps; ${most} by default`,
    '  --json               print one JSON object: model, steps (world, agent, moves with probability and cell, chosen), end, world',
  ].join('\n'),
  options: { text: captureOptions.text, 'text-file': captureOptions['text-file'], json: captureOptions.json, steps: { type: 'string' } },
  positionals: 1,
  async run(given) {
    const steps = given.text('steps') ?? String(most)
    if (!/^[1-9]\d{0,5}$/.test(steps)) throw new GazeError(`--steps takes a whole number from 1, not "${steps}".`)
    const text = await readGivenText(given)
    const { folder, file } = await findModel(given.positionals[0]!)
    const model = await openModel(folder, ortRuntime(), { encoderDecoders: true, ...(file !== undefined && { file }) })
    try {
      const made: WayStep[] = []
      for await (const step of walk(model, text, { steps: Number(steps) })) {
        made.push(step)
        if (!given.flag('json')) await print(asText(step, made.length))
      }
      const last = made.at(-1)!
      if (given.flag('json')) await printJson({ model: model.info.name, steps: made.map(asJson), end: last.end, world: linesOf(last.after) })
      else await print(linesOf(last.after).join('\n'))
      remark(ends[last.end!](`${made.length} ${made.length === 1 ? 'step' : 'steps'}`))
    } finally {
      await model.dispose()
    }
  },
}

function asJson({ world, moves, chosen }: WayStep): object {
  return { world: linesOf(world), agent: world.agent, moves, chosen: moves[chosen]!.name }
}

function asText({ world, moves, chosen }: WayStep, number: number): string {
  const probabilities = moves.map(({ name, probability }) => `${name} ${probability.toFixed(3)}`).join('  ')
  return `${linesOf(world).join('\n')}\n${number}: ${moves[chosen]!.name}  (${probabilities})\n`
}

function linesOf({ cells, columns, rows }: WayStep['world']): string[] {
  return Array.from({ length: rows }, (_, row) => cells.slice(row * columns, (row + 1) * columns))
}
