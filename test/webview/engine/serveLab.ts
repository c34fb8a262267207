import { createReadStream, readFileSync, statSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { build } from 'esbuild'

/** The policy of the extension's own page. */
const policy = (origin: string) =>
  `default-src 'none'; style-src ${origin}; font-src ${origin}; img-src ${origin} blob: data:; ` +
  `script-src 'nonce-lab' 'wasm-unsafe-eval'; worker-src blob:; connect-src ${origin}`

async function bundle(entry: string): Promise<Buffer> {
  const { outputFiles } = await build({
    entryPoints: [entry], bundle: true, minify: true, write: false, format: 'esm', platform: 'browser', target: 'es2022', legalComments: 'none',
  })
  return Buffer.from(outputFiles[0]!.contents)
}

/** How a path under /files/<manner>/ is answered: as servers and webviews of several ages do. */
export type Manner =
  | 'ranges'
  /** Ignores Range. */
  | 'plain'
  /** VS Code 1.91: a range is answered with the whole file as 206 of bytes 0 to the end. */
  | 'whole206'
  /** Breaks the connection after 8 MB. */
  | 'breaks'
  /** Sends 8 MB and then nothing more. */
  | 'stalls'

export interface LabServer {
  readonly origin: string
  /** Requests for files so far: path and Range. */
  readonly requests: string[]
  close(): void
}

/** Serves the lab page, the engine as it is built, and the repository's files, cross-origin isolated if wanted. */
export async function serveLab({ isolated = false } = {}): Promise<LabServer> {
  const [page, worker] = await Promise.all([bundle('test/webview/engine/labPage.ts'), bundle('webview/worker/worker.ts')])
  const wasm = readFileSync('node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.asyncify.wasm')
  const requests: string[] = []

  const server: Server = createServer((request, response) => {
    const origin = `http://${request.headers.host ?? ''}`
    const path = decodeURIComponent(new URL(request.url ?? '/', origin).pathname)
    if (isolated) {
      response.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
      response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp')
    }
    const send = (type: string, body: Buffer | string) => response.writeHead(200, { 'Content-Type': type }).end(body)
    if (path === '/') {
      response.setHeader('Content-Security-Policy', policy(origin))
      send('text/html', '<!doctype html><title>lab</title><script type="module" nonce="lab" src="lab.js"></script>')
    } else if (path === '/lab.js') send('text/javascript', page)
    else if (path === '/dist/worker.js') send('text/javascript', worker)
    else if (path === '/dist/ort.wasm') send('application/wasm', wasm)
    else if (path.startsWith('/files/')) {
      requests.push(`${path} ${request.headers.range ?? ''}`)
      sendFile(path, request, response)
    } else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${String(port)}`,
    requests,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

const partBytes = 1 << 23

function sendFile(path: string, request: IncomingMessage, response: ServerResponse): void {
  const [, , manner, ...rest] = path.split('/')
  const file = rest.join('/')
  const size = statSync(file, { throwIfNoEntry: false })?.size
  if (size === undefined || file.includes('..')) {
    response.writeHead(404).end()
    return
  }
  const range = manner === 'plain' ? null : /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '')
  const start = range && manner !== 'whole206' ? Number(range[1]) : 0
  const end = size - 1
  if (start > end) {
    response.writeHead(416).end()
    return
  }
  response.writeHead(range ? 206 : 200, {
    'Content-Length': end - start + 1,
    ...(range && { 'Content-Range': `bytes ${String(start)}-${String(end)}/${String(size)}` }),
  })
  if (manner === 'breaks' || manner === 'stalls') {
    const part = createReadStream(file, { start, end: Math.min(end, start + partBytes - 1) })
    const isLast = end < start + partBytes
    part.pipe(response, { end: isLast })
    if (manner === 'breaks' && !isLast) part.on('end', () => response.socket?.end())
  } else createReadStream(file, { start, end }).pipe(response)
}
