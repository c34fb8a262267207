/** Bundles the host (twice: desktop and web), the page, its worker and the command line into dist/. */
import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { build, type BuildOptions } from 'esbuild'

const minify = !process.argv.includes('--debug')
const common: BuildOptions = { bundle: true, minify, target: 'es2022', logLevel: 'warning', legalComments: 'linked' }

rmSync('dist', { recursive: true, force: true })
mkdirSync('dist')

const host: BuildOptions = { ...common, entryPoints: ['src/extension.ts'], format: 'cjs', external: ['vscode'], platform: 'browser' }
const page: BuildOptions = { ...common, format: 'esm', platform: 'browser', loader: { '.ttf': 'file' } }

await Promise.all([
  build({ ...host, outfile: 'dist/extension.cjs' }),
  build({ ...host, outfile: 'dist/extension.web.js' }),
  build({ ...page, entryPoints: ['webview/page.ts'], outfile: 'dist/page.js' }),
  build({ ...page, entryPoints: ['webview/worker/worker.ts'], outfile: 'dist/worker.js' }),
  build({
    ...common, entryPoints: ['cli/main.ts'], format: 'esm', platform: 'node', outfile: 'dist/cli.js',
    banner: { js: '#!/usr/bin/env node' },
  }),
])
copyFileSync('node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.asyncify.wasm', 'dist/ort.wasm')
