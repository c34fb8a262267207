/** `npm test`: the unit tests in plain Node, and the extension in a real VS Code in Chromium. `--unit` or `--vscode`: one of them. */
import { availableParallelism } from 'node:os'
import { bundle } from './bundle.ts'
import { requireChromium } from './chromium.ts'
import { conclude, runTests, type Counts } from './runTests.ts'
import { withWorkbench } from './withWorkbench.ts'

const only = process.argv.slice(2).filter((word) => word.startsWith('--'))
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const counts: Counts = { passed: 0, failed: 0 }

try {
  // Before the long part: what is missing should be said at once.
  if (!only.includes('--unit')) {
    requireChromium()
    await bundle()
  }
  if (!only.includes('--vscode')) {
    const unit = ['test/{core,protocol,webview,cli,src,scripts,training}/**/*.test.ts', 'test/*.test.ts']
    await runTests(wanted.length > 0 ? wanted : unit, counts, { concurrency: availableParallelism() })
  }
  if (!only.includes('--unit')) {
    const vscode = only.includes('--vscode') && wanted.length > 0 ? wanted : ['test/vscode/*.test.ts']
    await withWorkbench(() => runTests(vscode, counts, { concurrency: 1 }))
  }
  conclude(counts)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
