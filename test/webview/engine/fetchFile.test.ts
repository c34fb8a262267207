import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, beforeEach, test } from 'node:test'
import { fetchFile } from '../../../webview/engine/fetchFile.ts'

const file = Uint8Array.from({ length: 10_000_000 }, (_, i) => (i * 2654435761) >>> 24)
let server: Server
let uri: string
let ranges: string[]
let answer: (from: number, response: ServerResponse) => void

before(async () => {
  server = createServer((request: IncomingMessage, response) => {
    ranges.push(request.headers.range ?? '')
    answer(Number(/^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0), response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  uri = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/model.onnx`
})
beforeEach(() => {
  ranges = []
})
after(() => {
  server.closeAllConnections()
  server.close()
})

async function read(bytes: number | null = file.length, signal = new AbortController().signal): Promise<Buffer> {
  const blocks: Uint8Array[] = []
  await fetchFile(uri, { name: 'model.onnx', signal, ...(bytes !== null && { bytes }) }, (block) => blocks.push(block))
  return Buffer.concat(blocks)
}

function part(from: number, to: number, response: ServerResponse, range = `bytes ${String(from)}-${String(to - 1)}/${String(file.length)}`): void {
  response.writeHead(206, { 'Content-Range': range }).end(file.subarray(from, to))
}

const refused = (message: RegExp) => (error: unknown) =>
  error instanceof Error && message.test(error.message) && (error as Error & { failure: { blame: string } }).failure.blame === 'input'

test('a server that gives less than was asked for is asked again', async () => {
  answer = (from, response) => {
    part(from, Math.min(file.length, from + 3_000_000), response)
  }
  assert.ok((await read()).equals(file))
  assert.deepEqual(ranges, ['bytes=0-', 'bytes=3000000-', 'bytes=6000000-', 'bytes=9000000-'])
})

test('a part that begins before the place asked for is joined at that place', async () => {
  answer = (from, response) => {
    if (from === 0) part(0, 5_000_001, response)
    else part(from - 1000, file.length, response)
  }
  assert.ok((await read()).equals(file))
})

test('a part that begins behind that place is not taken', async () => {
  answer = (from, response) => {
    part(from + 1, file.length, response)
  }
  await assert.rejects(read(), refused(/^model\.onnx could not be read \(the answer begins at byte 1 instead of 0\); try again/))
})

test('a server that fails is quoted, and asked once', async () => {
  answer = (_, response) => {
    response.writeHead(503).end()
  }
  await assert.rejects(read(), refused(/^model\.onnx could not be read \(the editor answered 503\)/))
  assert.equal(ranges.length, 1)
})

test('a server that always hangs up is given up', async () => {
  answer = (_, response) => {
    response.destroy()
  }
  await assert.rejects(read(), refused(/^model\.onnx could not be read \(.+\); try again/))
})

test('a file that ends early, or does not end, is refused by its length', async () => {
  answer = (from, response) => {
    if (from < 1000) part(from, 1000, response)
    else response.writeHead(416).end()
  }
  await assert.rejects(read(), refused(/^model\.onnx has 1000 bytes where 10000000 were expected/))
  answer = (from, response) => {
    part(from, file.length, response)
  }
  await assert.rejects(read(1000), refused(/has 10000000 bytes where 1000 were expected/))
})

test('an empty file is empty', async () => {
  answer = (_, response) => {
    response.writeHead(416).end()
  }
  assert.equal((await read(0)).length, 0)
})

test('a file of unknown length is read to its end', async () => {
  answer = (_, response) => {
    response.writeHead(200).end(file)
  }
  assert.ok((await read(null)).equals(file))
})

test('an aborted fetch ends as cancelled', async () => {
  answer = () => undefined
  const controller = new AbortController()
  const reading = read(file.length, controller.signal)
  controller.abort()
  await assert.rejects(reading, { failure: { message: 'Cancelled.', blame: 'cancelled' } })
})
