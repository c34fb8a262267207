import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { PatchGrid, Token } from '../../core/index.ts'
import { readNpz } from '../readNpz.ts'
import { root, runCli } from './runCli.ts'

const folder = mkdtempSync(join(tmpdir(), 'token-gaze-'))
after(() => { rmSync(folder, { recursive: true }) })
const pictures = join(root, 'test/fixtures/pictures')
const photo = join(pictures, 'photo.jpg')

interface Report { kind: string; tokens: Token[]; targetTokens: Token[]; patches: PatchGrid; attention: { name: string; shape: number[] }[] }

async function captured(model: string, ...args: string[]) {
  const out = join(folder, 'out.npz')
  const { code, stdout, stderr } = await runCli(['capture', join(pictures, model), '--image', photo, ...args, '--out', out, '--json'])
  assert.equal(code, 0, stderr)
  return { report: JSON.parse(stdout) as Report, stderr, arrays: readNpz(readFileSync(out)), wanted: readNpz(readFileSync(join(pictures, model, 'expected.npz'))) }
}

test('capture --image of a vision model: its patches as tokens, and the weights of PyTorch as NPZ', async () => {
  const { report, arrays, wanted } = await captured('deit')
  assert.equal(report.kind, 'vision')
  assert.deepEqual(report.tokens.slice(0, 4).map(({ text, special }) => [text, special]), [['[CLS]', true], ['[DIST]', true], ['1,1', false], ['1,2', false]])
  const { box, ...grid } = report.patches
  assert.deepEqual(grid, { first: 2, rows: 4, columns: 4 })
  // 40 x 40 pixels, of which the middle 32 x 32 are seen.
  assert.deepEqual(box, { left: 0.1, top: 0.1, width: 0.8, height: 0.8 })
  assert.deepEqual(Object.keys(arrays), ['encoder.0', 'encoder.1'])
  for (const [name, { data }] of Object.entries(arrays)) {
    data.forEach((weight, at) => assert.ok(Math.abs(Number(weight) - Number(wanted[`photo.jpg/${name}`]!.data[at])) < 1e-4, name))
  }
})

test('capture --image of a captioner: three families, for a target that is given or that it writes itself', async () => {
  const { target, inputs } = JSON.parse(readFileSync(join(pictures, 'vit_gpt2/case.json'), 'utf8')) as { target: number[]; inputs: { generated: number[] }[] }
  const given = await captured('vit_gpt2', '--target-ids', target.join(','))
  assert.equal(given.report.kind, 'encoder-decoder')
  assert.deepEqual(Object.keys(given.arrays), ['encoder.0', 'encoder.1', 'decoder.0', 'decoder.1', 'cross.0', 'cross.1'])
  assert.deepEqual(given.arrays['cross.0']!.shape, [4, target.length, 17])
  for (const [name, { data }] of Object.entries(given.arrays)) {
    data.forEach((weight, at) => assert.ok(Math.abs(Number(weight) - Number(given.wanted[`photo.jpg/${name}`]!.data[at])) < 1e-4, name))
  }
  const own = await captured('vit_gpt2')
  assert.match(own.stderr, /^No target was given/)
  assert.deepEqual(own.report.targetTokens.map(({ id }) => id), inputs[0]!.generated.slice(0, own.report.targetTokens.length))
})

test('caption prints the caption alone', async () => {
  const sample = join(root, 'media/models/captioner/sample.png')
  const { code, stdout, stderr } = await runCli(['caption', 'captioner', '--image', sample])
  assert.deepEqual([code, stdout, stderr], [0, 'a blue square left of an orange ring\n', ''])
})

test('inspect says what a vision model takes', async () => {
  assert.match((await runCli(['inspect', join(pictures, 'padded')])).stdout, /^padded: vit, vision, model\.onnx, pictures, made to 48 x 24 pixels\n/)
  const { stdout } = await runCli(['inspect', join(pictures, 'vit_gpt2'), '--json'])
  assert.deepEqual((JSON.parse(stdout) as { picture: object }).picture, { width: 32, height: 32 })
})

test('a text for eyes, a picture for a reader, and files that are no pictures are refused in one sentence', async () => {
  const broken = join(folder, 'broken.png')
  writeFileSync(broken, readFileSync(join(pictures, 'fade.png')).subarray(0, 90))
  const vit = join(pictures, 'vit')
  const cases: [args: string[], says: RegExp][] = [
    [['capture', vit, '--text', 'a cat'], /^vit takes a picture, not a text: give it a picture/],
    [['tokenize', vit, '--lines', '-'], /^vit has no tokenizer, for it takes pictures: give it a picture/],
    [['translate', join(pictures, 'vit_gpt2'), '--text', 'a cat'], /^vit_gpt2 takes a picture, not a text/],
    [['capture', 'minilm', '--image', photo], /^minilm takes a text, not a picture: give it a text/],
    [['caption', vit, '--image', photo], /^vit writes no caption because it is no encoder-decoder but a model of kind vision/],
    [['caption', 'translator', '--image', photo], /^translator takes a text, not a picture/],
    [['caption', vit], /^Give a picture with --image\./],
    [['capture', vit, '--image', join(folder, 'none.png')], /none\.png cannot be read \(ENOENT\)/],
    [['capture', vit, '--image', join(pictures, 'make.py')], /make\.py is no picture in PNG, JPEG or WebP/],
    [['capture', vit, '--image', broken], /broken\.png is a damaged PNG/],
    [['capture', vit, '--image', photo, '--target', 'a cat'], /^vit has no decoder input/],
  ]
  for (const [args, says] of cases) {
    const { code, stdout, stderr } = await runCli(args)
    assert.equal(code, 2, stderr)
    assert.equal(stdout, '')
    assert.match(stderr, says)
    assert.equal(stderr.trimEnd().split('\n').length, 1, stderr)
  }
})
