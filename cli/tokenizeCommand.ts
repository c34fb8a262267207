import { GazeError, openTokenizer } from '../core/index.ts'
import type { Command } from './command.ts'
import { findModel } from './findModel.ts'
import { print, printJson } from './print.ts'
import { readLines } from './readText.ts'
import { table } from './table.ts'

/** `token-gaze tokenize`: each line's tokens and where in the line they stand. */
export const tokenizeCommand: Command = {
  name: 'tokenize',
  usage: 'token-gaze tokenize <model> --lines <file|-> [--json]',
  summary: "Print each line's tokens and where in the line they stand.",
  help: [
    '  <model>           a bundled model (token-gaze models) or a folder in Hugging Face layout',
    '  --lines <file|->  the text, one a line; - is standard input. A line is taken as it is',
    '  --json            print a JSON object a line: ids, spans (UTF-16 offsets into the line), special',
  ].join('\n'),
  options: { lines: { type: 'string' }, json: { type: 'boolean' } },
  positionals: 1,
  async run(given) {
    const path = given.text('lines')
    if (path === undefined) throw new GazeError('Say which lines to take with --lines <file>, or --lines - for standard input.')
    const { folder } = await findModel(given.positionals[0]!)
    const { tokenizer } = await openTokenizer(folder)
    let count = 0
    for await (const line of readLines(path)) {
      const { tokens } = tokenizer.encode(line)
      count++
      if (given.flag('json')) {
        await printJson({
          ids: tokens.map(({ id }) => id),
          spans: tokens.map(({ start, end }) => [start, end]),
          special: tokens.map(({ special }) => special),
        })
      } else {
        const rows = tokens.map(({ id, text, start, end, special }) => [
          String(id), String(start), String(end), text, special ? 'special' : JSON.stringify(line.slice(start, end)),
        ])
        await print(`${count > 1 ? '\n' : ''}Line ${count}\n${table([['id', 'start', 'end', 'token', 'text'], ...rows])}`)
      }
    }
  },
}
