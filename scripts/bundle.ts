import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { build, context, type BuildOptions, type BuildResult } from 'esbuild'
import { thirdPartyNotices } from './thirdPartyNotices.ts'

export interface BundleOptions {
  /** Readable output with source maps. */
  readonly debug?: boolean
}

const runtimes = 'node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded'

function commonOptions({ debug = false }: BundleOptions): BuildOptions {
  return {
    bundle: true, minify: !debug, sourcemap: debug, target: 'es2022', logLevel: 'warning', legalComments: 'none', metafile: true,
  }
}

function commandLine(folder: string, options: BundleOptions): BuildOptions {
  return {
    ...commonOptions(options), entryPoints: ['cli/main.ts'], format: 'esm', platform: 'node', outfile: `${folder}/cli.js`,
    banner: { js: '#!/usr/bin/env node' },
  }
}

function bundles(options: BundleOptions): BuildOptions[] {
  const common = commonOptions(options)
  const host: BuildOptions = { ...common, entryPoints: ['src/extension.ts'], format: 'cjs', external: ['vscode'], platform: 'browser' }
  const page: BuildOptions = { ...common, format: 'esm', platform: 'browser', loader: { '.ttf': 'file', '.woff2': 'file' }, assetNames: '[name]' }
  return [
    { ...host, outfile: 'dist/extension.cjs' },
    { ...host, outfile: 'dist/extension.web.js' },
    { ...page, entryPoints: ['webview/page.ts'], outfile: 'dist/page.js' },
    { ...page, entryPoints: ['webview/worker/worker.ts'], outfile: 'dist/worker.js' },
    commandLine('dist', options),
  ]
}

/** What the command line reads pictures with, by the names it looks for beside itself. */
const decoders = {
  'cli-jpeg.wasm': '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm',
  'cli-png.wasm': '@jsquash/png/codec/pkg/squoosh_png_bg.wasm',
  'cli-webp.wasm': '@jsquash/webp/codec/dec/webp_dec.wasm',
}

function copyCommandLineCode(folder: string): void {
  copyFileSync(`${runtimes}.wasm`, `${folder}/cli.wasm`)
  for (const [name, file] of Object.entries(decoders)) copyFileSync(`node_modules/${file}`, `${folder}/${name}`)
}

function prepare(): void {
  rmSync('dist', { recursive: true, force: true })
  mkdirSync('dist')
  copyFileSync(`${runtimes}.asyncify.wasm`, 'dist/ort.wasm')
  copyCommandLineCode('dist')
}

/** Bundles the host (desktop and web), the page, its worker and the command line into dist/. */
export async function bundle(options: BundleOptions = {}): Promise<void> {
  prepare()
  const built = await Promise.all(bundles(options).map((one) => build(one)))
  const inputs = built.flatMap(({ metafile }) => Object.values(metafile?.outputs ?? {})
    .flatMap((output) => Object.entries(output.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([file]) => file)))
  writeFileSync('dist/ThirdPartyNotices.txt', thirdPartyNotices(inputs))
}

/** Bundles the command line alone into a folder that exists, its runtime beside it. */
export async function bundleCommandLine(folder: string): Promise<BuildResult> {
  copyCommandLineCode(folder)
  return build(commandLine(folder, {}))
}

/** Bundles, and again on every change, until the process ends. */
export async function watch(options: BundleOptions = {}): Promise<void> {
  prepare()
  await Promise.all(bundles(options).map(async (one) => (await context({ ...one, logLevel: 'info' })).watch()))
}
