import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ortRuntime } from '../../../cli/ortRuntime.ts'
import { GazeError, openModel, type ModelFolder, type OpenOptions, type Runtime } from '../../../core/index.ts'
import { fixtureFolder, fixtures } from './fixtureFolder.ts'
import { moveWeights } from './moveWeights.ts'

const bert = 'bert-torchscript-eager'
const text = 'the cat sat on it.'
const runtime = ortRuntime()
const json = (name: string, file: string) => JSON.parse(readFileSync(join(fixtures, name, file), 'utf8')) as Record<string, unknown>
const open = (folder: ModelFolder, options?: OpenOptions) => openModel(folder, runtime, options)

/** The real runtime, counting what it has loaded and let go. */
function counting(): { runtime: Runtime; loads: number; disposals: number } {
  const counts = {
    loads: 0,
    disposals: 0,
    runtime: {
      backend: runtime.backend,
      async load(model) {
        counts.loads++
        const loaded = await runtime.load(model)
        return {
          run: loaded.run,
          dispose() {
            counts.disposals++
            return loaded.dispose()
          },
        }
      },
    } satisfies Runtime,
  }
  return counts
}

function rejects(promise: Promise<unknown>, message: RegExp, blame = 'input'): Promise<void> {
  return assert.rejects(promise, (error) => error instanceof GazeError && error.blame === blame && message.test(error.message) && !error.message.includes('\n'))
}

test('a folder says what it holds', async () => {
  const model = await open(fixtureFolder(bert))
  const { info } = model
  assert.deepEqual([info.name, info.file, info.modelType, info.kind], [bert, 'model.onnx', 'bert', 'encoder'])
  assert.deepEqual(info.sites.map(({ name, heads }) => [name, heads]), [['encoder.0', 4], ['encoder.1', 4]])
  assert.equal(info.maxTokens, json(bert, 'config.json')['max_position_embeddings'])
  await model.dispose()
})

test('layers are captured as asked, in the order of the model; unknown ones are named', async () => {
  const model = await open(fixtureFolder(bert))
  const encoding = model.encode(text)
  const all = await model.capture(encoding)
  const one = await model.capture(encoding, { sites: [1] })
  const swapped = await model.capture(encoding, { sites: [1, 0] })
  assert.deepEqual(all.attention.map(({ name }) => name), ['encoder.0', 'encoder.1'])
  assert.deepEqual(one.attention, [all.attention[1]])
  assert.deepEqual(swapped.attention, all.attention)
  for (const { shape: [heads, queries, keys], data } of all.attention) {
    for (let row = 0; row < heads * queries; row++) {
      assert.ok(Math.abs(data.subarray(row * keys, (row + 1) * keys).reduce((sum, weight) => sum + weight, 0) - 1) < 1e-5)
    }
  }
  await rejects(model.capture(encoding, { sites: [2] }), /has no layer 2: it has layers 0 to 1/)
  await model.dispose()
})

test('tensors are loaded when first asked for, once, and never two sessions at a time', async () => {
  const counts = counting()
  const model = await openModel(fixtureFolder(bert), counts.runtime)
  const encoding = model.encode(text)
  const plain = await model.capture(encoding)
  const [withScores, withQuery] = await Promise.all([
    model.capture(encoding, { tensors: ['scores'] }),
    model.capture(encoding, { sites: [0], tensors: ['query', 'context'] }),
  ])
  const again = await model.capture(encoding)
  assert.deepEqual([counts.loads, counts.disposals], [2, 1])
  assert.deepEqual(withScores.tensors.map(({ name }) => name), ['encoder.0.scores', 'encoder.1.scores'])
  assert.deepEqual(withQuery.tensors.map(({ name }) => name), ['encoder.0.query', 'encoder.0.context'])
  for (const [at, { data }] of again.attention.entries()) {
    data.forEach((weight, index) => { assert.ok(Math.abs(weight - plain.attention[at]!.data[index]!) < 1e-6) })
  }
  await model.dispose()
  assert.equal(counts.disposals, 2)
  await rejects(model.capture(encoding), /was closed/, 'internal')
})

test('tensors known beforehand take one session', async () => {
  const counts = counting()
  const model = await openModel(fixtureFolder(bert), counts.runtime, { tensors: ['key'] })
  await model.capture(model.encode(text), { tensors: ['key'] })
  await model.dispose()
  assert.deepEqual([counts.loads, counts.disposals], [1, 1])
})

test('an aborted signal ends loading and running, and lets the session go', async () => {
  const aborted = AbortSignal.abort()
  await rejects(open(fixtureFolder(bert), { signal: aborted }), /Cancelled/, 'cancelled')
  const counts = counting()
  const late = new AbortController()
  const loading = openModel(fixtureFolder(bert), counts.runtime, {
    signal: late.signal,
    onProgress({ phase }) {
      if (phase === 'prepare') late.abort()
    },
  })
  await rejects(loading, /Cancelled/, 'cancelled')
  assert.equal(counts.loads, counts.disposals)
  const model = await open(fixtureFolder(bert))
  await rejects(model.capture(model.encode(text), { signal: aborted }), /Cancelled/, 'cancelled')
  assert.equal((await model.capture(model.encode(text))).attention.length, 2)
  await model.dispose()
})

test('long texts are cut to what the model takes, and what is longer all the same is refused', async () => {
  const model = await open(fixtureFolder(bert))
  const most = model.info.maxTokens!
  const long = 'the cat sat. '.repeat(most)
  const encoding = model.encode(long)
  assert.equal(encoding.tokens.length, most)
  assert.equal(encoding.truncated?.kept, most)
  const { attention } = await model.capture(encoding)
  assert.deepEqual(attention[0]!.shape, [4, most, most])
  await rejects(model.capture(model.encode(long, { maxTokens: most + 1 })), new RegExp(`takes ${most} tokens, not ${most + 1}`))
  await model.dispose()
})

test('more than memory holds is refused before it is tried', async () => {
  const name = 'llama-optimum_past-eager'
  const model = await open(fixtureFolder(name, { 'config.json': { ...json(name, 'config.json'), max_position_embeddings: 2 ** 17 } }))
  const encoding = model.encode('cat '.repeat(12_000))
  await rejects(model.capture(encoding), /^What \d+ tokens give takes [\d.]+ GB where there is room for 3\.0: choose fewer layers or a shorter text\.$/)
  assert.equal((await model.capture(model.encode(text))).attention.length, 2)
  await model.dispose()
})

test('a graph of fixed length gives what the same model of any length gives', async () => {
  const [free, fixed] = [await open(fixtureFolder(bert)), await open(fixtureFolder(`${bert}-fixed`))]
  assert.ok(fixed.info.maxTokens! < free.info.maxTokens!)
  const encoding = free.encode('the cat')
  assert.ok(encoding.tokens.length < fixed.info.maxTokens!)
  const [a, b] = [await free.capture(encoding, { tensors: ['value'] }), await fixed.capture(encoding, { tensors: ['value'] })]
  for (const [at, { name, shape, data }] of [...a.attention, ...a.tensors].entries()) {
    const other = [...b.attention, ...b.tensors][at]!
    assert.deepEqual([other.name, other.shape], [name, shape])
    data.forEach((value, index) => { assert.ok(Math.abs(value - other.data[index]!) < 1e-5, `${name} ${index}`) })
  }
  await Promise.all([free.dispose(), fixed.dispose()])
})

test('weights in a file of their own beside the graph', async () => {
  const { model, weights } = moveWeights(readFileSync(join(fixtures, bert, 'model.onnx')), 'model.onnx_data')
  assert.ok(weights.length > model.length / 2)
  const folder = fixtureFolder(bert, { 'model.onnx': null, 'onnx/model.onnx': model, 'onnx/model.onnx_data': weights })
  const [apart, whole] = [await open(folder), await open(fixtureFolder(bert))]
  const encoding = whole.encode(text)
  assert.deepEqual((await apart.capture(encoding)).attention, (await whole.capture(encoding)).attention)
  assert.equal((await apart.capture(encoding, { tensors: ['query'] })).tensors.length, 2)
  await Promise.all([apart.dispose(), whole.dispose()])
  await rejects(open(fixtureFolder(bert, { 'model.onnx': model })), /keeps its weights in model\.onnx_data, which is not beside it/)
})

test('folders that are incomplete, damaged or of another kind are refused by name', async () => {
  const onnx = readFileSync(join(fixtures, bert, 'model.onnx'))
  const config = json(bert, 'config.json')
  const cases: [changes: Parameters<typeof fixtureFolder>[1], message: RegExp][] = [
    [{ 'config.json': null }, /has no config\.json/],
    [{ 'config.json': '{"model_type": "ber' }, /config\.json of bert-torchscript-eager is damaged/],
    [{ 'config.json': '[]' }, /config\.json .* holds no JSON object/],
    [{ 'tokenizer.json': null }, /has no tokenizer\.json/],
    [{ 'tokenizer.json': '{"version"' }, /tokenizer\.json .* is damaged/],
    [{ 'tokenizer.json': { version: '1.0' } }, /tokenizer\.json/],
    [{ 'model.onnx': null }, /has no ONNX file/],
    [{ 'model.onnx': new Uint8Array() }, /model\.onnx is empty/],
    [{ 'model.onnx': onnx.subarray(0, onnx.length >> 1) }, /model\.onnx is damaged/],
    [{ 'model.onnx': 'hello, world' }, /model\.onnx/],
    [{ 'config.json': { ...config, is_encoder_decoder: true } }, /is an encoder-decoder \(bert\), which cannot be shown yet/],
  ]
  for (const [changes, message] of cases) await rejects(open(fixtureFolder(bert, changes)), message)
})

test('a file is opened by its path', async () => {
  const onnx = readFileSync(join(fixtures, bert, 'model.onnx'))
  const model = await open(fixtureFolder(bert, { 'onnx/special.onnx': onnx }), { file: 'onnx/special.onnx' })
  assert.equal(model.info.file, 'onnx/special.onnx')
  await model.dispose()
  await rejects(open(fixtureFolder(bert), { file: 'onnx/other.onnx' }), /has no file onnx\/other\.onnx: choose one of model\.onnx/)
})
