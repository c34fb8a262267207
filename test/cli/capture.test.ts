import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { readNpz } from '../readNpz.ts'
import { fixtures, root, runCli } from './runCli.ts'

const folder = mkdtempSync(join(tmpdir(), 'token-gaze-'))
after(() => { rmSync(folder, { recursive: true }) })
const oracle = (file: string) => join(root, 'test/fixtures/minilm', file)

interface Report {
  readonly model: string
  readonly kind: string
  readonly tokens: { id: number; text: string; start: number; end: number; special: boolean }[]
  readonly targetTokens: unknown[]
  readonly attention: { name: string; shape: number[] }[]
  readonly tensors?: { name: string; shape: number[] }[]
  readonly truncated?: { kept: number; total: number; at: number }
  readonly timing: { loadMs: number; runMs: number }
}

async function capture(...args: string[]): Promise<{ report: Report; stderr: string }> {
  const { code, stdout, stderr } = await runCli(['capture', ...args, '--json'])
  assert.equal(code, 0, stderr)
  return { report: JSON.parse(stdout) as Report, stderr }
}

test('MiniLM on real text agrees with PyTorch on the same weights', async () => {
  for (const text of ['english', 'mixed', 'python']) {
    const out = join(folder, `${text}.npz`)
    const { report } = await capture('minilm', '--text-file', oracle(`${text}.txt`), '--out', out)
    const [got, wanted] = [readNpz(readFileSync(out)), readNpz(readFileSync(oracle(`${text}.npz`)))]
    assert.deepEqual(report.tokens.map(({ id }) => id), Array.from(wanted['ids']!.data, Number))
    assert.deepEqual(Object.keys(got), report.attention.map(({ name }) => name))
    const tokens = report.tokens.length
    const rows = Array.from(wanted['rows']!.data, Number)
    for (const { name, shape } of report.attention) {
      assert.deepEqual([shape, got[name]!.shape], [[12, tokens, tokens], [12, tokens, tokens]])
      let worst = 0
      for (let head = 0; head < 12; head++) {
        rows.forEach((query, row) => {
          for (let key = 0; key < tokens; key++) {
            const [a, b] = [got[name]!.data[(head * tokens + query) * tokens + key], wanted[name]!.data[(head * rows.length + row) * tokens + key]]
            worst = Math.max(worst, Math.abs(Number(a) - Number(b)))
          }
        })
      }
      assert.ok(worst <= 1e-4, `${text} ${name} is off by ${worst}`)
    }
  }
})

test('--tensors writes what the contract says, a thousandth at most from PyTorch', async () => {
  const out = join(folder, 'tensors.npz')
  const tensors = ['query', 'key', 'value', 'scores', 'context']
  const { report } = await capture('minilm', '--text-file', oracle('english.txt'), '--layers', '3', '--tensors', tensors.join(), '--out', out)
  const [got, wanted] = [readNpz(readFileSync(out)), readNpz(readFileSync(oracle('english.npz')))]
  assert.deepEqual(Object.keys(got), ['encoder.3', ...tensors.map((tensor) => `encoder.3.${tensor}`)])
  assert.deepEqual(report.tensors, tensors.map((tensor) => ({ name: `encoder.3.${tensor}`, shape: wanted[`encoder.3.${tensor}`]!.shape })))
  for (const tensor of tensors) {
    const [a, b] = [got[`encoder.3.${tensor}`]!, wanted[`encoder.3.${tensor}`]!]
    assert.deepEqual(a.shape, b.shape)
    const size = Math.max(...Array.from(b.data as Float32Array, Math.abs))
    b.data.forEach((value, index) => { assert.ok(Math.abs(Number(value) - Number(a.data[index])) <= 1e-3 * size, `${tensor} ${index}`) })
  }
})

test('--tensors representations,embeddings: what enters the first layer and leaves each; of chosen layers theirs', async () => {
  const out = join(folder, 'states.npz')
  const name = 'gpt2-torchscript-sdpa'
  const { inputs } = JSON.parse(readFileSync(join(fixtures, name, 'case.json'), 'utf8')) as { inputs: { name: string; text: string }[] }
  const { name: input, text } = inputs[0]!
  const states = ['decoder.embedding', 'decoder.0.representation', 'decoder.1.representation', 'decoder.last', 'decoder.embedding.token', 'decoder.embedding.position']
  const { report } = await capture(join(fixtures, name), '--text', text, '--tensors', 'embeddings,representations', '--out', out)
  assert.deepEqual(report.tensors!.map((tensor) => tensor.name), states)
  const [got, wanted] = [readNpz(readFileSync(out)), readNpz(readFileSync(join(fixtures, 'expected/gpt2.npz')))]
  for (const state of states) {
    const expected = wanted[`${input}/${state}`]!
    assert.deepEqual(got[state]!.shape, expected.shape)
    expected.data.forEach((value, at) => { assert.ok(Math.abs(Number(value) - Number(got[state]!.data[at])) < 1e-3, `${state} ${at}`) })
  }
  const { report: some } = await capture(join(fixtures, name), '--text', text, '--tensors', 'representations', '--layers', '1')
  assert.deepEqual(some.tensors!.map((tensor) => tensor.name), states.filter((_, at) => at < 4 && at !== 1))
})

test('the report names tokens, layers and times as the contract has them', async () => {
  const text = '  Héllo\tworld\r\n'
  const { report } = await capture('minilm', '--text', text)
  assert.deepEqual([report.model, report.kind, report.targetTokens], ['minilm', 'encoder', []])
  assert.deepEqual(report.tokens.map((token) => (token.special ? token.text : text.slice(token.start, token.end))), ['[CLS]', 'Héllo', 'world', '[SEP]'])
  assert.deepEqual(Object.keys(report.tokens[0]!), ['id', 'text', 'start', 'end', 'special'])
  assert.deepEqual(report.attention.map(({ name }) => name), [0, 1, 2, 3, 4, 5].map((layer) => `encoder.${layer}`))
  assert.ok(report.timing.loadMs > 0 && report.timing.runMs > 0)
})

test("a decoder's layers are decoder.N, masked scores -1e9, key-value heads their own", async () => {
  const out = join(folder, 'llama.npz')
  const { report } = await capture(join(fixtures, 'llama-optimum_past-eager'), '--text', 'the cat sat', '--tensors', 'key,scores', '--out', out)
  assert.equal(report.kind, 'decoder')
  assert.deepEqual(report.attention.map(({ name }) => name), ['decoder.0', 'decoder.1'])
  const arrays = readNpz(readFileSync(out))
  const tokens = report.tokens.length
  assert.deepEqual(arrays['decoder.0.key']!.shape.slice(0, 2), [2, tokens])
  assert.equal(arrays['decoder.0.scores']!.data[1], -1e9)
})

test('a text may look like an option, and standard input is taken as it is', async () => {
  const dashes = await capture('minilm', '--text', '--json is an option')
  assert.equal(dashes.report.tokens[1]!.text, '-')
  const { code, stdout } = await runCli(['capture', 'minilm', '--text-file', '-', '--json'], { input: ' a\n' })
  assert.equal(code, 0)
  assert.deepEqual((JSON.parse(stdout) as Report).tokens.map(({ start, end }) => [start, end]), [[0, 0], [1, 2], [0, 0]])
})

test('a text that is too long is cut, and that is said', async () => {
  const { report, stderr } = await capture('minilm', '--text-file', oracle('licence.txt'), '--layers', '0')
  assert.equal(report.tokens.length, 512)
  assert.equal(report.truncated?.kept, 512)
  assert.match(stderr, /^The text has \d+ tokens and minilm takes 512: what comes after character \d+ was left out\.\n$/)
})

test('people get a table', async () => {
  const { code, stdout } = await runCli(['capture', 'minilm', '--text', 'The cat sat because it was tired.', '--layers', '2', '--tensors', 'query'])
  assert.equal(code, 0)
  assert.match(stdout, /^minilm: encoder, 10 tokens, run in \d+ ms\n\nlayer {6}heads {2}weights {2}strongest link/)
  assert.match(stdout, /\nencoder\.2 +12 +10 x 10 +\S+ -> \S+ +\d+ +[01]\.\d{3}\n/)
  assert.match(stdout, /\nencoder\.2\.query +12 x 10 x 32\n$/)
})
