import { GazeError } from '../core/index.ts'
import { actCommand } from './actCommand.ts'
import { captionCommand } from './captionCommand.ts'
import { captureCommand } from './captureCommand.ts'
import { parseCommand, type Command } from './command.ts'
import { inspectCommand } from './inspectCommand.ts'
import { modelsCommand } from './modelsCommand.ts'
import { predictCommand } from './predictCommand.ts'
import { print, remark } from './print.ts'
import { table } from './table.ts'
import { tokenizeCommand } from './tokenizeCommand.ts'
import { translateCommand } from './translateCommand.ts'

const commands: readonly Command[] = [inspectCommand, tokenizeCommand, captureCommand, translateCommand, captionCommand, predictCommand, actCommand, modelsCommand]

function overview(): string {
  const rows = commands.map(({ name, summary }) => [`  ${name}`, summary])
  return `token-gaze: what a transformer looks at, from the command line\n\n${table(rows)}\n\nSee token-gaze <command> --help.`
}

async function main([name, ...args]: readonly string[]): Promise<void> {
  if (name === '--help' || name === '-h' || name === 'help') return print(overview())
  const command = commands.find((candidate) => candidate.name === name)
  const names = commands.map((candidate) => candidate.name).join(', ')
  if (!command) throw new GazeError(`${name === undefined ? 'No command was given' : `There is no command ${name}`}: choose from ${names}, or see token-gaze --help.`)
  const given = parseCommand(command, args)
  if (given.flag('help')) return print(`${command.usage}\n${command.summary}\n\n${command.help}`)
  await command.run(given)
}

// A reader such as `head` that has seen enough is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

try {
  await main(process.argv.slice(2))
} catch (error) {
  const known = error instanceof GazeError
  remark(known ? error.message : `Token Gaze failed: ${(error as Error).message}. Please report this with the command you gave.`)
  process.exitCode = known && error.blame === 'input' ? 2 : 1
}
