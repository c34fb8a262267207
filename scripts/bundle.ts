import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { build, context, type BuildOptions } from 'esbuild'
import { thirdPartyNotices } from './thirdPartyNotices.ts'

export interface BundleOptions {
  /** Readable output with source maps. */
  readonly debug?: boolean
}

function bundles({ debug = false }: BundleOptions): BuildOptions[] {
  const common: BuildOptions = {
    bundle: true, minify: !debug, sourcemap: debug, target: 'es2022', logLevel: 'warning', legalComments: 'none', metafile: true,
  }
  const host: BuildOptions = { ...common, entryPoints: ['src/extension.ts'], format: 'cjs', external: ['vscode'], platform: 'browser' }
  const page: BuildOptions = { ...common, format: 'esm', platform: 'browser', loader: { '.ttf': 'file' }, assetNames: '[name]' }
  return [
    { ...host, outfile: 'dist/extension.cjs' },
    { ...host, outfile: 'dist/extension.web.js' },
    { ...page, entryPoints: ['webview/page.ts'], outfile: 'dist/page.js' },
    { ...page, entryPoints: ['webview/worker/worker.ts'], outfile: 'dist/worker.js' },
    {
      ...common, entryPoints: ['cli/main.ts'], format: 'esm', platform: 'node', outfile: 'dist/cli.js',
      banner: { js: '#!/usr/bin/env node' },
    },
  ]
}

function prepare(): void {
  rmSync('dist', { recursive: true, force: true })
  mkdirSync('dist')
  copyFileSync('node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.asyncify.wasm', 'dist/ort.wasm')
  copyFileSync('node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm', 'dist/cli.wasm')
}

/** Bundles the host (desktop and web), the page, its worker and the command line into dist/. */
export async function bundle(options: BundleOptions = {}): Promise<void> {
  prepare()
  const built = await Promise.all(bundles(options).map((one) => build(one)))
  const inputs = built.flatMap(({ metafile }) => Object.values(metafile?.outputs ?? {})
    .flatMap((output) => Object.entries(output.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([file]) => file)))
  writeFileSync('dist/ThirdPartyNotices.txt', thirdPartyNotices(inputs))
}

/** Bundles, and again on every change, until the process ends. */
export async function watch(options: BundleOptions = {}): Promise<void> {
  prepare()
  await Promise.all(bundles(options).map(async (one) => (await context({ ...one, logLevel: 'info' })).watch()))
}
