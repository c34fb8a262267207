import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { readNpz } from '../readNpz.ts'
import { root, runCli } from './runCli.ts'

const folder = mkdtempSync(join(tmpdir(), 'token-gaze-'))
after(() => { rmSync(folder, { recursive: true }) })
const pairs = join(root, 'test/fixtures/pairs')
const t5 = join(pairs, 't5-optimum-eager-split')
const text = 'the cat sat on it.'

interface Token { id: number; text: string; start: number; end: number; special: boolean }
interface Report { kind: string; tokens: Token[]; targetTokens: Token[]; attention: { name: string; shape: number[] }[] }
interface Input { name: string; text: string; target: string; targetIds: number[]; generated: number[] }

const inputs = (JSON.parse(readFileSync(join(t5, 'case.json'), 'utf8')) as { inputs: Input[] }).inputs

async function capture(...args: string[]): Promise<{ report: Report; stderr: string }> {
  const { code, stdout, stderr } = await runCli(['capture', ...args, '--json'])
  assert.equal(code, 0, stderr)
  return { report: JSON.parse(stdout) as Report, stderr }
}

test('capture with a target gives the three families, as PyTorch has them, and spans into the target', async () => {
  const [{ name, target, targetIds }] = inputs as [Input]
  const out = join(folder, 'target.npz')
  const file = join(folder, 'target.txt')
  writeFileSync(file, target)
  for (const given of [['--target', target], ['--target-file', file], ['--target-ids', targetIds.join(',')]]) {
    const { report } = await capture(t5, '--text', text, ...given, '--out', out)
    assert.equal(report.kind, 'encoder-decoder')
    assert.deepEqual(report.targetTokens.map(({ id }) => id), targetIds)
    assert.deepEqual(report.targetTokens[0], { id: 0, text: '<pad>', start: 0, end: 0, special: true })
    const spoken = report.targetTokens.filter(({ special }) => !special)
    assert.equal(spoken.map(({ start, end }) => target.slice(start, end)).join(''), target)
    const wanted = readNpz(readFileSync(join(pairs, 'expected/t5.npz')))
    const got = readNpz(readFileSync(out))
    assert.deepEqual(Object.keys(got), ['encoder.0', 'encoder.1', 'decoder.0', 'decoder.1', 'cross.0', 'cross.1'])
    for (const [site, { shape, data }] of Object.entries(got)) {
      assert.deepEqual(shape, report.attention.find((each) => each.name === site)!.shape)
      data.forEach((weight: number | bigint, at: number) => assert.ok(Math.abs(Number(weight) - Number(wanted[`${name}/${site}`]!.data[at])) < 1e-4, site))
    }
  }
})

test('capture without a target takes what the model generates, and says so', async () => {
  const { report, stderr } = await capture(t5, '--text', text, '--layers', '4,5', '--tensors', 'query,key')
  assert.match(stderr, /^No target was given: the decoder was given what it generates itself, "/)
  const [{ generated }] = inputs as [Input]
  assert.deepEqual(report.targetTokens.map(({ id }) => id), generated.at(-1) === 1 ? generated.slice(0, -1) : generated)
  assert.deepEqual(report.attention.map(({ name }) => name), ['cross.0', 'cross.1'])
})

test('inspect shows encoder, decoder and cross-attention, and which score is additive', async () => {
  const { stdout } = await runCli(['inspect', t5])
  assert.match(stdout, /encoder-decoder, encoder_model\.onnx and decoder_model\.onnx/)
  for (const name of ['encoder.0', 'decoder.1', 'cross.1']) assert.match(stdout, new RegExp(`\n${name} +4 +1 `))
  assert.match((await runCli(['inspect', join(pairs, 'gru_additive-dynamo')])).stdout, /\ncross\.0 +1 +additive +query key value scores context energy /)
})

test('a model without attention translates, and says why there is none to capture', async () => {
  const none = join(pairs, 'gru_none-dynamo')
  assert.match((await runCli(['inspect', none])).stdout, /No attention: the text is read word by word, with GRU layers\./)
  assert.equal((await runCli(['translate', none, '--text', text])).code, 0)
  const { code, stdout, stderr } = await runCli(['capture', none, '--text', text])
  assert.notEqual(code, 0)
  assert.equal(stdout, '')
  assert.match(stderr, /^gru_none-dynamo has no attention to show: it reads its text word by word, with GRU layers, .*; token-gaze translate runs it\.\n$/)
})

test('translate prints the translation alone', async () => {
  const greedy = await runCli(['translate', t5, '--text', text])
  assert.equal(greedy.code, 0, greedy.stderr)
  const { targetTokens } = (await capture(t5, '--text', text)).report
  assert.equal(greedy.stdout.trimEnd().length, Math.max(...targetTokens.map(({ end }) => end)))
  const draw = (seed: string) => runCli(['translate', t5, '--text', text, '--temperature', '3', '--top-k', '20', '--top-p', '0.95', '--seed', seed])
  const [first, again, other] = [await draw('1'), await draw('1'), await draw('2')]
  assert.equal(first.stdout, again.stdout)
  assert.notEqual(first.stdout, other.stdout)
  const short = await runCli(['translate', t5, '--text', text, '--temperature', '3', '--max-tokens', '2'])
  assert.match(short.stderr, /The translation ends after 2 tokens/)
})

test('words that the model does not know are named on standard error', async () => {
  const { code, stdout, stderr } = await runCli(['translate', t5, '--text', 'the 漢 cat'])
  assert.equal(code, 0)
  assert.ok(!stdout.includes('know'))
  assert.match(stderr, /t5-optimum-eager-split does not know "漢"/)
})

test('what cannot be translated, and wrong options', async () => {
  const refused = async (args: string[], message: RegExp): Promise<void> => {
    const { code, stdout, stderr } = await runCli(args)
    assert.deepEqual([code, stdout], [2, ''], stderr)
    assert.match(stderr, message)
  }
  await refused(['translate', 'minilm', '--text', 'a'], /minilm cannot translate because it is no encoder-decoder but a model of kind encoder/)
  await refused(['translate', t5], /Give a text/)
  await refused(['translate', t5, '--text', 'a', '--temperature', 'hot'], /--temperature takes a number from 0, not "hot"/)
  await refused(['translate', t5, '--text', 'a', '--top-k', '5'], /give a --temperature too/)
  await refused(['translate', t5, '--text', 'a', '--temperature', '1', '--top-p', '1.5'], /--top-p takes a number over 0/)
  await refused(['capture', t5, '--text', 'a', '--target-ids', '1,x'], /--target-ids takes token ids with commas between.*not "x"/)
  await refused(['capture', t5, '--text', 'a', '--target-ids', '0,99999'], /99999 is no token id of this model: give whole numbers from 0 to 104/)
})

test('predict says what was expected of each token, of a target or of a decoder\'s text', async () => {
  const [{ target, targetIds }] = inputs as [Input]
  const { code, stdout, stderr } = await runCli(['predict', t5, '--text', text, '--target', target, '--top', '2', '--json'])
  assert.equal(code, 0, stderr)
  const { tokens } = JSON.parse(stdout) as { tokens: (Token & { surprisal?: number; rank?: number; likeliest?: { text: string; probability: number }[] })[] }
  assert.deepEqual(tokens.map(({ id }) => id), targetIds)
  assert.equal(tokens[0]!.surprisal, undefined)
  const { data, shape } = readNpz(readFileSync(join(pairs, 'expected/t5.npz')))['short/logits']!
  for (const [at, { id, surprisal, likeliest }] of tokens.slice(1).entries()) {
    const row = Array.from(data.subarray(at * shape[1]!, (at + 1) * shape[1]!), Number)
    const sum = row.reduce((total, logit) => total + Math.exp(logit), 0)
    assert.ok(Math.abs(surprisal! + Math.log2(Math.exp(row[id]!) / sum)) < 1e-3)
    assert.ok(Math.abs(likeliest![0]!.probability - Math.exp(Math.max(...row)) / sum) < 1e-4)
  }
  assert.match((await runCli(['predict', join(root, 'test/fixtures/onnx/gpt2-optimum_past-eager'), '--text', 'the cat'])).stdout, /^token +bits +rank +likeliest here\n/)
  assert.match((await runCli(['predict', 'minilm', '--text', 'a'])).stderr, /generates nothing because it is no decoder/)
})
