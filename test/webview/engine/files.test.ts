import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { ModelSource } from '../../../protocol/model.ts'
import { bundledMiniLm, openLab, type OpenLab } from './openLab.ts'

let opened: OpenLab
const scratch = mkdtempSync(join(tmpdir(), 'token-gaze-'))
before(async () => {
  opened = await openLab()
})
after(async () => {
  await opened.close()
  rmSync(scratch, { recursive: true })
})

const tiny = 'test/fixtures/onnx/bert-optimum-eager'
const tinyFiles = ['config.json', 'model.onnx', 'tokenizer.json', 'tokenizer_config.json']
let version = 0

function analyse(model: ModelSource) {
  const request = { key: { id: 'files', version: ++version }, text: 'the cat', model, backend: 'wasm' as const }
  return opened.page.evaluate((given) => lab.analyse(given), request)
}

/** A copy of a tiny model, changed. */
function damaged(name: string, change: (folder: string) => void): string {
  const folder = `${scratch}/${name}`
  cpSync(tiny, folder, { recursive: true })
  change(folder)
  return folder
}

async function assertRefused(model: ModelSource, message: RegExp): Promise<void> {
  const { failure } = await analyse(model)
  assert.equal(failure?.blame, 'input')
  assert.match(failure.message, message)
  const next = await analyse(opened.source(tiny, tinyFiles))
  assert.equal(next.failure, undefined)
}

test('a model of one’s own folder works', async () => {
  const { reply, failure } = await analyse(opened.source(tiny, tinyFiles))
  assert.equal(failure, undefined)
  assert.ok(reply!.analysis.layers.length > 0)
})

test('a file that is gone is named', async () => {
  const model = opened.source(tiny, tinyFiles)
  await assertRefused({ ...model, id: 'gone', baseUri: model.baseUri.replace('bert-', 'nobody-') }, /config\.json was not found; put the file back, or choose another/)
})

test('a folder without a graph, or without a tokenizer, is refused in words', async () => {
  await assertRefused({ ...opened.source(tiny, ['config.json', 'tokenizer.json']), id: 'no graph' }, /no ONNX file/)
  await assertRefused({ ...opened.source(tiny, ['config.json', 'model.onnx']), id: 'no tokenizer' }, /no tokenizer\.json/)
})

test('a file of another sha256 than the manifest says is refused', async () => {
  const model = bundledMiniLm(opened)
  const files = model.files.map((file) => (file.path === 'onnx/model.onnx' ? { ...file, sha256: '0'.repeat(64) } : file))
  await assertRefused({ ...model, id: 'wrong hash', files }, /onnx\/model\.onnx of MiniLM is damaged: its sha256 is a9007e378021… where 000000000000…/)
})

test('a file that is shorter or longer than it was listed is refused', async () => {
  const model = opened.source(tiny, tinyFiles)
  for (const change of [-1, 1, -50_000]) {
    const files = model.files.map((file) => (file.path === 'model.onnx' ? { ...file, bytes: file.bytes + change } : file))
    await assertRefused({ ...model, id: `size ${String(change)}`, files }, /model\.onnx has \d+ bytes where \d+ were expected/)
  }
})

test('a graph cut short, of zeros, of nothing or of text is refused', async () => {
  const changes: Record<string, (file: string) => void> = {
    short: (file) => {
      truncateSync(file, 60_000)
    },
    zeros: (file) => {
      writeFileSync(file, new Uint8Array(1000))
    },
    empty: (file) => {
      writeFileSync(file, '')
    },
    page: (file) => {
      writeFileSync(file, '<!doctype html><title>Not found</title>')
    },
  }
  for (const [name, change] of Object.entries(changes)) {
    const folder = damaged(name, (copy) => {
      change(`${copy}/model.onnx`)
    })
    await assertRefused(opened.source(folder, tinyFiles), /model\.onnx/)
  }
})

test('a broken config.json or tokenizer.json is named', async () => {
  for (const file of ['config.json', 'tokenizer.json']) {
    const folder = damaged(`broken ${file}`, (copy) => {
      writeFileSync(`${copy}/${file}`, readFileSync(`${copy}/${file}`, 'utf8').slice(0, 100))
    })
    await assertRefused(opened.source(folder, tinyFiles), new RegExp(file.replace('.', '\\.')))
  }
})

test('names with spaces, umlauts, hashes and per cents are fetched', async () => {
  const folder = damaged('a #1 50% ü model', () => undefined)
  const model = opened.source(folder, tinyFiles)
  const { failure } = await analyse({ ...model, baseUri: `${opened.server.origin}/files/ranges/${folder.split('/').map(encodeURIComponent).join('/')}/` })
  assert.equal(failure, undefined)
})

for (const manner of ['plain', 'whole206', 'breaks'] as const) {
  test(`a model arrives whole from a server that answers ranges in the manner: ${manner}`, async () => {
    const model = bundledMiniLm(opened, manner)
    const { reply, failure, lastProgress } = await analyse(model)
    assert.equal(failure, undefined)
    assert.equal(reply!.analysis.layers.length, 6)
    assert.equal(lastProgress!.phase, 'run')
  })
}

test('a broken download goes on where it broke', () => {
  const requests = opened.server.requests.filter((line) => line.startsWith('/files/breaks/') && line.includes('model.onnx'))
  const starts = requests.map((line) => Number(/bytes=(\d+)-$/.exec(line)![1]))
  assert.equal(starts[0], 0)
  assert.ok(starts.at(-1)! > 1 << 23, starts.join(' '))
  assert.deepEqual(starts, starts.toSorted((a, b) => a - b))
})

test('files are asked for by range, so that the editor keeps no copy of them', () => {
  assert.deepEqual(opened.server.requests.filter((line) => !/ bytes=\d+-$/.test(line)), [])
})
