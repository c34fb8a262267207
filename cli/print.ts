import { once } from 'node:events'

/** Writes a line to standard output and waits where the reader is slower. */
export async function print(line: string): Promise<void> {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain')
}

/** One value as one line of JSON. */
export function printJson(value: unknown): Promise<void> {
  return print(JSON.stringify(value))
}

/** A remark beside the result, on standard error. */
export function remark(sentence: string): void {
  process.stderr.write(`${sentence.replace(/\s+/g, ' ')}\n`)
}
