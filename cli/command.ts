import { parseArgs } from 'node:util'
import { GazeError } from '../core/index.ts'

type OptionKinds = Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>

/** What was given to a command: texts of string options, and which flags are set. */
export interface Arguments {
  readonly positionals: readonly string[]
  readonly text: (option: string) => string | undefined
  readonly flag: (option: string) => boolean
}

export interface Command {
  readonly name: string
  readonly usage: string
  /** One line for the list of commands. */
  readonly summary: string
  /** The lines of its own help, below the usage. */
  readonly help: string
  readonly options: OptionKinds
  /** How many positional arguments it takes. */
  readonly positionals: number
  readonly run: (given: Arguments) => Promise<void>
}

/** Parses a command's arguments; the word after a string option is its value whatever it looks like. */
export function parseCommand({ name, options, positionals: wanted }: Command, args: readonly string[]): Arguments {
  const see = `see token-gaze ${name} --help.`
  let parsed
  try {
    parsed = parseArgs({ args: joinValues(options, args, see), options: { ...options, help: { type: 'boolean' } }, allowPositionals: true })
  } catch (cause) {
    if (cause instanceof GazeError) throw cause
    throw new GazeError(`${(cause as Error).message.split('. ')[0]!.replace(/\.$/, '')}: ${see}`, 'input', { cause })
  }
  const { positionals } = parsed
  const values = parsed.values as Readonly<Record<string, string | boolean | undefined>>
  if (!values['help'] && positionals.length !== wanted) {
    const takes = wanted === 0 ? 'nothing' : 'one <model>'
    throw new GazeError(`${name} takes ${takes} beside its options, not ${positionals.length} arguments: ${see}`)
  }
  return {
    positionals,
    text: (option) => values[option] as string | undefined,
    flag: (option) => values[option] === true,
  }
}

function joinValues(options: OptionKinds, args: readonly string[], see: string): string[] {
  const joined: string[] = []
  for (let at = 0; at < args.length; at++) {
    const arg = args[at]!
    if (arg === '--') return [...joined, ...args.slice(at)]
    if (options[arg.slice(2)]?.type === 'string' && arg.startsWith('--')) {
      const value = args[++at]
      if (value === undefined) throw new GazeError(`${arg} needs a value: ${see}`)
      joined.push(`${arg}=${value}`)
    } else joined.push(arg)
  }
  return joined
}
