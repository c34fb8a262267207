import { createReadStream } from 'node:fs'
import { GazeError } from '../core/index.ts'

const largestText = 16 * 2 ** 20
const newline = 10

const nameOf = (path: string) => (path === '-' ? 'Standard input' : path)

async function* chunks(path: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of path === '-' ? process.stdin : createReadStream(path)) yield chunk as Buffer
  } catch (cause) {
    throw new GazeError(`${nameOf(path)} cannot be read (${(cause as NodeJS.ErrnoException).code ?? 'unknown'}): check the path.`, 'input', { cause })
  }
}

const decoder = () => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decoded(what: string, decode: () => string): string {
  try {
    return decode()
  } catch (cause) {
    throw new GazeError(`${what} is not UTF-8 text: give a text file, or convert it to UTF-8 first.`, 'input', { cause })
  }
}

/** A whole file (or standard input, `-`) as text, exactly as it is. */
export async function readText(path: string): Promise<string> {
  const name = nameOf(path)
  const stream = decoder()
  let text = ''
  let size = 0
  for await (const chunk of chunks(path)) {
    text += decoded(name, () => stream.decode(chunk, { stream: true }))
    size += chunk.length
    if (size > largestText) throw new GazeError(`${name} has more than ${largestText / 2 ** 20} MB of text: give a part of it.`)
  }
  return text + decoded(name, () => stream.decode())
}

/** The lines of a file (or of standard input, `-`) one by one, without their line feeds; whatever else is in them stays. */
export async function* readLines(path: string): AsyncGenerator<string> {
  let open: Buffer[] = []
  let count = 0
  const line = () => {
    const bytes = Buffer.concat(open)
    open = []
    count++
    return decoded(`Line ${count} of ${nameOf(path)}`, () => decoder().decode(bytes))
  }
  for await (const chunk of chunks(path)) {
    let from = 0
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, from)) {
      open.push(chunk.subarray(from, end))
      yield line()
      from = end + 1
    }
    if (from < chunk.length) open.push(chunk.subarray(from))
  }
  if (open.length) yield line()
}
