/** `npm run test:server`: the packaged extension in code-server, whose extensions run in Node, by the tests of the browser. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { requireChromium } from './chromium.ts'
import { packageExtension } from './packageExtension.ts'
import { conclude, runTests, type Counts } from './runTests.ts'
import { withBrowser } from './withWorkbench.ts'
import { serveCodeServer } from './workbench/serveCodeServer.ts'

const wanted = process.argv.slice(2)
const files = ['showAttention', 'hover', 'view', 'sessions', 'models', 'tour'].map((name) => `test/vscode/${name}.test.ts`)
const counts: Counts = { passed: 0, failed: 0 }

try {
  requireChromium()
  const { file } = await packageExtension()
  const server = await serveCodeServer(file)
  const scratch = mkdtempSync(join(tmpdir(), 'token-gaze-'))
  try {
    // One at a time: all windows of a server share the person's settings.
    await withBrowser({ GAZE_WORKBENCH: server.url, GAZE_SCRATCH: scratch, GAZE_FOLDER: scratch, GAZE_PROFILE: server.profile }, () =>
      runTests(wanted.length > 0 ? wanted : files, counts, { concurrency: 1 }))
  } finally {
    await server.close()
    rmSync(scratch, { recursive: true, force: true })
  }
  conclude(counts)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
