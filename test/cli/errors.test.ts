import assert from 'node:assert/strict'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { nodeFolder } from '../../cli/nodeFolder.ts'
import { GazeError } from '../../core/index.ts'
import { fixtures, root, runCli, type CliOptions } from './runCli.ts'

const folder = mkdtempSync(join(tmpdir(), 'token-gaze-'))
after(() => { rmSync(folder, { recursive: true }) })
const bert = join(fixtures, 'bert-torchscript-eager')

/** Exit 2, nothing on standard output, one sentence on standard error and no stack trace. */
async function refused(args: readonly string[], message: RegExp, options?: CliOptions): Promise<void> {
  const { code, stdout, stderr } = await runCli(args, options)
  assert.equal(code, 2, `${args.join(' ')}: ${stderr}`)
  assert.equal(stdout, '')
  assert.match(stderr, message)
  assert.match(stderr, /^[^\n]+\n$/)
  assert.doesNotMatch(stderr, /^\s+at |node:internal/)
}

function spoiled(name: string, spoil: (path: string) => void): string {
  const path = join(folder, name)
  cpSync(bert, path, { recursive: true })
  spoil(path)
  return path
}

test('commands and options', async () => {
  await refused([], /No command was given: choose from inspect, tokenize, capture, translate, caption, predict,(?: act,)? models/)
  await refused(['gaze'], /There is no command gaze/)
  await refused(['inspect'], /^inspect takes one <model> beside its options, not 0 arguments: see token-gaze inspect --help/)
  await refused(['inspect', 'minilm', 'minilm'], /not 2 arguments/)
  await refused(['inspect', 'minilm', '--loud'], /Unknown option '--loud': see token-gaze inspect --help/)
  await refused(['inspect', 'minilm', '--json=yes'], /--json.*: see token-gaze inspect --help/)
  await refused(['capture', 'minilm'], /Give a text with --text or --text-file/)
  await refused(['capture', 'minilm', '--text'], /--text needs a value/)
  await refused(['capture', 'minilm', '--text', 'a', '--text-file', 'b'], /not both/)
  await refused(['capture', 'minilm', '--text', 'a', '--image', 'b.png'], /Give --text or --image, not both/)
  await refused(['capture', 'minilm', '--text', 'a', '--tensors', 'query,gate'], /--tensors knows no "gate": choose from query, key/)
  await refused(['capture', 'minilm', '--text', 'a', '--layers', '0,x'], /--layers takes numbers from 0 .* not "x"/)
  await refused(['capture', 'minilm', '--text', 'a', '--layers', '-1'], /not "-1"/)
  await refused(['capture', 'minilm', '--text', 'a', '--layers', '6'], /minilm has no layer 6: it has layers 0 to 5/)
  await refused(['capture', 'minilm', '--text', 'a', '--target', 'b'], /no decoder input .* leave out --target/)
  await refused(['capture', 'minilm', '--text', 'a', '--target-ids', '1,2'], /leave out --target-ids/)
  await refused(['tokenize', 'minilm'], /--lines/)
})

test('models that are not there', async () => {
  await refused(['inspect', 'maxilm'], /no bundled model and no folder called maxilm: the bundled models are minilm/)
  await refused(['inspect', join(bert, 'config.json')], /is a file, not a model/)
  await refused(['inspect', folder], /has no config\.json/)
})

test('texts that cannot be read', async () => {
  const binary = join(root, 'media/models/minilm/onnx/model.onnx')
  await refused(['capture', 'minilm', '--text-file', join(folder, 'none.txt')], /none\.txt cannot be read \(ENOENT\)/)
  await refused(['capture', 'minilm', '--text-file', folder], /cannot be read \(EISDIR\)/)
  await refused(['capture', 'minilm', '--text-file', binary], /model\.onnx is not UTF-8 text/)
  await refused(['capture', 'minilm', '--text-file', '-'], /Standard input is not UTF-8 text/, { input: Uint8Array.of(0xff, 0xfe) })
  await refused(['tokenize', 'minilm', '--lines', join(folder, 'none.txt')], /none\.txt cannot be read/)
  const huge = join(folder, 'huge.txt')
  writeFileSync(huge, '')
  truncateSync(huge, 2 ** 27)
  await refused(['capture', 'minilm', '--text-file', huge], /more than 16 MB of text/)
})

test('the lines before one that is no text are still given', async () => {
  const input = Buffer.concat([Buffer.from('good\n'), Buffer.of(0xc3, 0x28, 10), Buffer.from('more\n')])
  const { code, stdout, stderr } = await runCli(['tokenize', 'minilm', '--lines', '-', '--json'], { input })
  assert.equal(code, 2)
  assert.equal(stdout.trimEnd().split('\n').length, 1)
  assert.match(stderr, /^Line 2 of Standard input is not UTF-8 text/)
})

test('damaged models', async () => {
  const onnx = readFileSync(join(bert, 'model.onnx'))
  const cases: [name: string, spoil: (path: string) => void, message: RegExp][] = [
    ['no-onnx', (path) => { rmSync(join(path, 'model.onnx')) }, /no-onnx has no ONNX file/],
    ['no-tokenizer', (path) => { rmSync(join(path, 'tokenizer.json')) }, /no-tokenizer has no tokenizer\.json/],
    ['bad-tokenizer', (path) => { writeFileSync(join(path, 'tokenizer.json'), '{"model":') }, /tokenizer\.json of bad-tokenizer is damaged/],
    ['bad-config', (path) => { writeFileSync(join(path, 'config.json'), 'BERT') }, /config\.json of bad-config is damaged/],
    ['cut-onnx', (path) => { writeFileSync(join(path, 'model.onnx'), onnx.subarray(0, 1000)) }, /cut-onnx\/model\.onnx is damaged/],
    ['text-onnx', (path) => { writeFileSync(join(path, 'model.onnx'), 'version https://git-lfs.github.com/spec/v1\n') }, /Git LFS pointer/],
    ['zero-onnx', (path) => { writeFileSync(join(path, 'model.onnx'), Buffer.alloc(1000)) }, /zero-onnx\/model\.onnx/],
  ]
  for (const [name, spoil, message] of cases) await refused(['capture', spoiled(name, spoil), '--text', 'the cat'], message)
})

test('results that cannot be written', async () => {
  await refused(['capture', bert, '--text', 'the cat', '--out', join(folder, 'none', 'o.npz')], /o\.npz cannot be written because .* is no folder/)
  await refused(['capture', bert, '--text', 'the cat', '--out', folder], /is a folder/)
})

test('a bundled file that is not what was shipped', async () => {
  mkdirSync(join(folder, 'bundled'))
  writeFileSync(join(folder, 'bundled/config.json'), '{}')
  const tampered = nodeFolder(join(folder, 'bundled'), 'bundled', new Map([['config.json', '0'.repeat(64)]]))
  await assert.rejects(tampered.read('config.json'), (error) => error instanceof GazeError && /config\.json of the bundled model bundled is not what was shipped/.test(error.message))
})

test('a run that fails says so once, in the runtime\'s words', async () => {
  const beyond = spoiled('beyond', (path) => {
    const file = join(path, 'tokenizer.json')
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"a": ?5\b/, '"a": 99999'))
  })
  const { code, stdout, stderr } = await runCli(['capture', beyond, '--text', 'a'])
  assert.deepEqual([code, stdout], [1, ''])
  assert.match(stderr, /^The model did not run, onnxruntime says: [^\n]*out of (data )?bounds[^\n]*\n$/)
})
