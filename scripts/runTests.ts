import { globSync } from 'node:fs'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'

export interface Counts {
  passed: number
  failed: number
}

export interface RunOptions {
  /** Test files that run at the same time, each in a process of its own. */
  readonly concurrency: number
}

/** Runs test files by Node's test runner, reports as it goes, and adds to the counts. */
export async function runTests(patterns: readonly string[], counts: Counts, { concurrency }: RunOptions): Promise<void> {
  const files = patterns.flatMap((pattern) => globSync(pattern)).sort()
  if (files.length === 0) throw new Error(`No test file fits ${patterns.join(' ')}.`)
  const stream = run({ files, concurrency })
  stream.on('test:summary', ({ file, counts: found }) => {
    if (file !== undefined) return
    counts.passed += found.passed
    counts.failed += found.tests - found.passed - found.skipped - found.todo
  })
  const report = stream.compose(new spec())
  report.pipe(process.stdout, { end: false })
  await new Promise((done, fail) => report.once('end', done).once('error', fail))
}

/** The last line of a run, and its exit code. */
export function conclude({ passed, failed }: Counts): void {
  console.log(`\n${passed} passed, ${failed} failed`)
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0
}
