import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { bundleCommandLine } from '../../scripts/bundle.ts'
import { fixtures, root, runCli } from './runCli.ts'

test('models lists what is bundled', async () => {
  const { code, stdout } = await runCli(['models', '--json'])
  assert.equal(code, 0)
  const models = JSON.parse(stdout) as Record<string, unknown>[]
  const minilm = models.find(({ name }) => name === 'minilm')!
  assert.deepEqual([minilm['kind'], minilm['license']], ['encoder', 'Apache-2.0'])
  assert.match((await runCli(['models'])).stdout, /^name +kind +MB +license +source\nminilm +encoder +\d+\.\d +Apache-2\.0 +https:/)
})

test('inspect says layers, heads, scale and tensors', async () => {
  const { code, stdout } = await runCli(['inspect', 'minilm', '--json'])
  assert.equal(code, 0)
  const info = JSON.parse(stdout) as { layers: Record<string, unknown>[] } & Record<string, unknown>
  assert.deepEqual([info['model'], info['file'], info['kind'], info['maxTokens'], info['refusals']], ['minilm', 'onnx/model.onnx', 'encoder', 512, []])
  assert.equal(info.layers.length, 6)
  for (const { heads, scale, tensors, missing } of info.layers) {
    assert.deepEqual([heads, tensors, missing], [12, ['query', 'key', 'value', 'scores', 'context'], {}])
    assert.ok(Math.abs((scale as number) - 1 / Math.sqrt(32)) < 1e-6)
  }
  const people = (await runCli(['inspect', join(fixtures, 'llama-optimum_past-eager')])).stdout
  assert.match(people, /^llama-optimum_past-eager: llama, decoder, \S+\.onnx, up to \d+ tokens\n\nlayer +heads +scale +tensors +node\ndecoder\.0 +4 \(2 for keys and values\) /)
  assert.match(people, /\nrepresentations decoder\.embedding to decoder\.last, embeddings token\n$/)
  const states = ['encoder.embedding', ...[0, 1, 2, 3, 4, 5].map((layer) => `encoder.${layer}.representation`)]
  const embeddings = ['token', 'segment', 'position'].map((kind) => `encoder.embedding.${kind}`)
  assert.deepEqual(info['streams'], [{ name: 'encoder', form: 'normed', representations: states, embeddings, missing: {} }])
})

test('inspect names what is refused', async () => {
  const { code, stdout } = await runCli(['inspect', join(fixtures, 'bert-torchscript-eager-fused')])
  assert.equal(code, 0)
  assert.match(stdout, /Attention\b.* cannot be shown: /)
})

test('one ONNX file of a folder can be named', async () => {
  const { stdout } = await runCli(['inspect', join(root, 'media/models/minilm/onnx/model.onnx'), '--json'])
  const { model, file } = JSON.parse(stdout) as Record<string, unknown>
  assert.deepEqual([model, file], ['minilm', 'onnx/model.onnx'])
})

test('tokenize takes lines as they are, whatever is in them', async () => {
  const lines = ['Hello wörld', '', '  日本 😀\t', 'a\r', 'x\u2028y\u000by']
  const { code, stdout } = await runCli(['tokenize', 'minilm', '--lines', '-', '--json'], { input: `${lines.join('\n')}\n` })
  assert.equal(code, 0)
  const tokenized = stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as { ids: number[]; spans: [number, number][]; special: boolean[] })
  assert.equal(tokenized.length, lines.length)
  assert.deepEqual(tokenized[0], { ids: [101, 7592, 2088, 102], spans: [[0, 0], [0, 5], [6, 11], [0, 0]], special: [true, false, false, true] })
  assert.deepEqual(tokenized[1]!.ids, [101, 102])
  const texts = tokenized.map(({ spans, special }, at) => spans.filter((_, token) => !special[token]).map(([start, end]) => lines[at]!.slice(start, end)))
  assert.deepEqual(texts.slice(2), [['日', '本', '😀'], ['a'], ['x', 'y', 'y']])
  const last = await runCli(['tokenize', 'minilm', '--lines', '-', '--json'], { input: 'no newline at the end' })
  assert.equal(last.stdout.trimEnd().split('\n').length, 1)
  assert.match((await runCli(['tokenize', 'minilm', '--lines', '-'], { input: 'Hi' })).stdout, /^Line 1\n +id +start +end +token +text\n/)
})

test('every command has its help', async () => {
  assert.match((await runCli(['--help'])).stdout, /inspect .*\n +tokenize .*\n +capture .*\n +translate .*\n +caption .*\n +predict .*\n(?: +act .*\n)? +models /)
  for (const command of ['inspect', 'tokenize', 'capture', 'translate', 'predict', 'models']) {
    const { code, stdout } = await runCli([command, '--help'])
    assert.equal(code, 0)
    assert.match(stdout, new RegExp(`^token-gaze ${command} `))
  }
})

test('the bundle works from anywhere, without packages', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'token-gaze-'))
  try {
    mkdirSync(join(folder, 'dist'))
    await bundleCommandLine(join(folder, 'dist'))
    cpSync(join(root, 'media/models'), join(folder, 'media/models'), { recursive: true })
    const { code, stdout, stderr } = await runCli(['capture', 'minilm', '--text', 'Hello', '--json'], { cwd: tmpdir(), script: join(folder, 'dist/cli.js') })
    assert.equal(code, 0, stderr)
    assert.equal((JSON.parse(stdout) as { attention: unknown[] }).attention.length, 6)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
