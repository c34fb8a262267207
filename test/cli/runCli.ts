import { execFile } from 'node:child_process'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '../..')
export const fixtures = join(root, 'test/fixtures/onnx')

export interface CliResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface CliOptions {
  /** Standard input. */
  readonly input?: string | Uint8Array
  readonly cwd?: string
  /** Default: cli/main.ts as it stands. */
  readonly script?: string
}

/** Runs the command line as a process of its own. */
export function runCli(args: readonly string[], { input, cwd, script = join(root, 'cli/main.ts') }: CliOptions = {}): Promise<CliResult> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [script, ...args], { cwd, maxBuffer: 2 ** 28 }, (error, stdout, stderr) => {
      resolve({ code: error ? (typeof error.code === 'number' ? error.code : -1) : 0, stdout, stderr })
    })
    child.stdin!.on('error', () => undefined)
    child.stdin!.end(input ?? '')
  })
}
