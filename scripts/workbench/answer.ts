import { createReadStream, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, sep } from 'node:path'
import { pipeline } from 'node:stream'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.cjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8', '.json': 'application/json', '.wasm': 'application/wasm', '.svg': 'image/svg+xml',
  '.png': 'image/png', '.ttf': 'font/ttf', '.woff2': 'font/woff2', '.ico': 'image/x-icon', '.md': 'text/markdown; charset=utf-8',
}

/** Answers with a body that is already there. */
export function answer(response: ServerResponse, status: number, body: string | Buffer, type = 'text/plain; charset=utf-8'): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body)
}

/** Answers with a file below `folder`, or the part of it that was asked for; 404 where there is none. */
export function answerFile(request: IncomingMessage, response: ServerResponse, folder: string, path: string): void {
  const file = join(folder, path)
  const found = file.startsWith(folder + sep) ? statSync(file, { throwIfNoEntry: false }) : undefined
  if (!found?.isFile()) {
    answer(response, 404, `There is no ${path}`)
    return
  }
  const etag = `"${found.size}-${Math.round(found.mtimeMs)}"`
  response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream')
  response.setHeader('etag', etag)
  response.setHeader('accept-ranges', 'bytes')
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304).end()
    return
  }
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '')
  const start = Number(range?.[1] ?? 0)
  const end = range?.[2] ? Math.min(Number(range[2]), found.size - 1) : found.size - 1
  if (range && start >= found.size) {
    response.writeHead(416, { 'content-range': `bytes */${found.size}` }).end()
    return
  }
  if (range) response.setHeader('content-range', `bytes ${start}-${end}/${found.size}`)
  response.writeHead(range ? 206 : 200, { 'content-length': end - start + 1 })
  if (request.method === 'HEAD' || found.size === 0) response.end()
  // A browser that goes away half-way through is no error of ours.
  else pipeline(createReadStream(file, { start, end }), response, () => undefined)
}
