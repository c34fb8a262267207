import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { serveWorkbench, type WorkbenchServer } from '../../scripts/workbench/serveWorkbench.ts'

const folder = mkdtempSync(join(tmpdir(), 'token-gaze-'))
let server: WorkbenchServer
let base: string

before(async () => {
  writeFileSync(join(folder, 'a.txt'), 'on disk')
  server = await serveWorkbench({ extension: '.', mounts: { samples: folder } })
  base = server.url.replace('app.vsc.localhost', '127.0.0.1')
})
after(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

test('serves what the package holds, and nothing else of the folder', async () => {
  assert.equal((await fetch(`${base}extension/package.json`)).status, 200)
  for (const path of ['extension/.git/config', 'extension/node_modules/esbuild/package.json', 'extension/src/extension.ts', 'static/nothing']) {
    assert.equal((await fetch(base + path)).status, 404, path)
  }
})

/** A request as a browser on this machine would send it; fetch sets its own host, and tidies paths. */
function ask(path: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
  const { port, host } = new URL(server.url)
  return new Promise((done) => {
    get({ host: '127.0.0.1', port, path, headers: { host, ...headers } }, (response) => {
      response.resume()
      done(response)
    })
  })
}

test('paths do not climb out of their folder', async () => {
  assert.equal((await ask('/static/..%2f..%2f..%2fpackage.json')).statusCode, 404)
  assert.equal((await ask('/static/%zz')).statusCode, 404)
  assert.equal(server.files.read('samples/../../../etc/passwd'), undefined)
})

test('a part of a file is answered as a part, and an unchanged file not again', async () => {
  const whole = readFileSync('package.json')
  const part = await fetch(`${base}extension/package.json`, { headers: { range: 'bytes=2-9' } })
  assert.equal(part.status, 206)
  assert.equal(part.headers.get('content-range'), `bytes 2-9/${whole.length}`)
  assert.deepEqual(Buffer.from(await part.arrayBuffer()), whole.subarray(2, 10))
  const beyond = await fetch(`${base}extension/package.json`, { headers: { range: `bytes=${whole.length}-` } })
  assert.equal(beyond.status, 416)
  const etag = part.headers.get('etag') ?? ''
  assert.equal((await fetch(`${base}extension/package.json`, { headers: { 'if-none-match': etag } })).status, 304)
})

test('pages of the workbench\'s own site may read it, pages of others may not', async () => {
  const allowed = async (origin: string): Promise<string | undefined> =>
    (await ask('/files/samples/a.txt', { origin })).headers['access-control-allow-origin']
  const own = `http://0a1b.vsc.localhost:${new URL(server.url).port}`
  assert.equal(await allowed(own), own)
  assert.equal(await allowed('http://elsewhere.example'), undefined)
  assert.equal(await allowed('http://vsc.localhost.elsewhere.example'), undefined)
})

test('what is written stays in memory, in front of the disk', async () => {
  const address = `${base}files/samples/a.txt`
  assert.equal(await (await fetch(address)).text(), 'on disk')
  await fetch(address, { method: 'PUT', body: 'edited' })
  await fetch(`${base}files/samples/new/b.txt`, { method: 'PUT', body: 'b' })
  assert.equal(await (await fetch(address)).text(), 'edited')
  assert.equal(readFileSync(join(folder, 'a.txt'), 'utf8'), 'on disk')
  assert.deepEqual(server.files.list('samples').sort(), [['a.txt', 'file'], ['new', 'folder']])
  await fetch(`${base}files/samples/new`, { method: 'DELETE' })
  assert.equal((await fetch(`${base}files/samples/new/b.txt`)).status, 404)
  assert.deepEqual(server.files.list('samples'), [['a.txt', 'file']])
})

test('a port that is taken is said', async () => {
  const port = Number(new URL(server.url).port)
  await assert.rejects(serveWorkbench({ extension: '.', mounts: {}, port }), /^Error: Port \d+ is taken: choose another with --port/)
})
