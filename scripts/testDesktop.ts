/** `npm run test:desktop`: a small suite in a desktop VS Code, downloaded by @vscode/test-electron. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron'
import { build } from 'esbuild'
import { bundle } from './bundle.ts'
import { quietSettings } from './workbench/quietSettings.ts'
import { writeProfile } from './workbench/writeProfile.ts'

async function download(): Promise<string> {
  try {
    return await downloadAndUnzipVSCode('stable')
  } catch (error) {
    throw new Error(
      `VS Code could not be downloaded (${error instanceof Error ? error.message : String(error)}): this test needs a machine with downloads; npm run test:server does without.`,
      { cause: error },
    )
  }
}

async function main(): Promise<void> {
  if (process.platform === 'linux' && !process.env['DISPLAY']) {
    throw new Error('A desktop VS Code needs a display: run this under xvfb-run -a, or use npm run test:server.')
  }
  const vscodeExecutablePath = await download()
  const folder = mkdtempSync(join(tmpdir(), 'token-gaze-desktop-'))
  try {
    await bundle()
    const suite = join(folder, 'suite.cjs')
    await build({
      entryPoints: ['test/vscode/desktop/suite.ts'], outfile: suite, bundle: true, platform: 'node', format: 'cjs', external: ['vscode'],
    })
    writeProfile(join(folder, 'data'), quietSettings)
    const code = await runTests({
      vscodeExecutablePath, extensionDevelopmentPath: resolve('.'), extensionTestsPath: suite,
      extensionTestsEnv: { GAZE_MODEL: resolve('test/fixtures/onnx/bert-optimum-eager') },
      launchArgs: [
        resolve('samples'), '--user-data-dir', join(folder, 'data'), '--extensions-dir', join(folder, 'extensions'),
        '--disable-workspace-trust', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    })
    process.exitCode = code
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
