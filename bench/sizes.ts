import { globSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Measurement } from './measurement.ts'

const root = fileURLToPath(new URL('../', import.meta.url))

/** The host's bundles, and the packaged extension where there is one (npm run package). */
export function sizes(): Measurement[] {
  const bundles = ['dist/extension.cjs', 'dist/extension.web.js'].map((path): Measurement => ({
    what: `host bundle ${path}`, measured: statSync(root + path).size / 1000, bound: 150, unit: 'KB', detail: '',
  }))
  const packages = globSync('*.vsix', { cwd: root }).map((path): Measurement => ({
    what: `package ${path}`, measured: statSync(root + path).size / 1e6, bound: 45, unit: 'MB', detail: '',
  }))
  return [...bundles, ...packages]
}
