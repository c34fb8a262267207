import { readFileSync, statSync } from 'node:fs'
import { createVSIX } from '@vscode/vsce'
import { bundle } from './bundle.ts'

/** The most that the packaged extension may weigh, in megabytes. */
const budget = 45

/** Builds and packages the extension; rejects where the package is over its budget. */
export async function packageExtension(): Promise<{ file: string; megabytes: number }> {
  await bundle()
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
  const file = `token-gaze-${version}.vsix`
  await createVSIX({ packagePath: file, dependencies: false, rewriteRelativeLinks: false, allowMissingRepository: true })
  const megabytes = statSync(file).size / 1e6
  if (megabytes > budget) throw new Error(`${file} weighs ${megabytes.toFixed(1)} MB, and may weigh ${budget}: see what is in it with "npx vsce ls".`)
  return { file, megabytes }
}
