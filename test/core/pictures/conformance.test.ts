import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { test } from 'node:test'
import { nodeFolder } from '../../../cli/nodeFolder.ts'
import { ortRuntime } from '../../../cli/ortRuntime.ts'
import { readPicture } from '../../../cli/readPicture.ts'
import { GazeError, inspectModel, openModel, type CapturedTensor, type GazeModel } from '../../../core/index.ts'
import { readNpz } from '../../readNpz.ts'

/* Vision models as folders: pictures as transformers' image processors prepare them, weights as PyTorch computes them. */

const fixtures = join(import.meta.dirname, '../../fixtures/pictures')
const tolerance = 1e-4
const shown = new Map(await Promise.all(['photo.jpg', 'fade.png', 'grey.webp'].map(async (file) => [file, await readPicture(join(fixtures, file))] as const)))

interface Grid {
  readonly front: readonly string[]
  readonly rows: number
  readonly columns: number
  readonly behind?: readonly string[]
}

const square = { front: ['[CLS]'], rows: 4, columns: 4 }
const models: Readonly<Record<string, Grid>> = {
  vit: square,
  deit: { ...square, front: ['[CLS]', '[DIST]'] },
  beit: square,
  dinov2: { ...square, front: ['[CLS]', '[REG]', '[REG]', '[REG]', '[REG]'] },
  clip: square,
  siglip: { ...square, front: [] },
  padded: { front: ['[CLS]'], rows: 3, columns: 8 },
  yolos: { front: ['[CLS]'], rows: 4, columns: 6, behind: ['[DET]', '[DET]', '[DET]'] },
}
/** Resized by the shortest edge alone, so that each picture has patches of its own. */
const grids: Readonly<Record<string, Grid>> = {
  'photo.jpg': { ...square, columns: 6 },
  'fade.png': { ...square, rows: 7 },
  'grey.webp': { ...square, columns: 16 },
}
const captioners: Readonly<Record<string, Grid>> = {
  vit_gpt2: square,
  trocr: { ...square, front: ['[CLS]', '[DIST]'] },
  donut: { front: [], rows: 8, columns: 12 },
}

const folderOf = (name: string) => nodeFolder(join(fixtures, name), name)
const arraysOf = (name: string) => readNpz(readFileSync(join(fixtures, name, 'expected.npz')))

function near(name: string, data: Float32Array, expected: ArrayLike<number | bigint>, within: number): void {
  assert.equal(data.length, expected.length, name)
  const worst = data.reduce((most, value, index) => Math.max(most, Math.abs(value - Number(expected[index]))), 0)
  assert.ok(worst <= within, `${name} is off by ${worst}`)
}

function agrees(captured: CapturedTensor, { shape, data }: { shape: number[]; data: ArrayLike<number | bigint> }): void {
  assert.deepEqual(captured.shape, shape, captured.name)
  near(captured.name, captured.data, data, tolerance)
}

function names({ front, rows, columns, behind = [] }: Grid): string[] {
  const patches = Array.from({ length: rows * columns }, (_, at) => `${Math.floor(at / columns) + 1},${(at % columns) + 1}`)
  return [...front, ...patches, ...behind]
}

async function looksRight(model: GazeModel, file: string, grid: Grid, arrays: ReturnType<typeof arraysOf>) {
  const encoding = await model.look(shown.get(file)!)
  near(`${file}/pixels`, encoding.picture.pixels, arrays[`${file}/pixels`]!.data, 1e-6)
  assert.deepEqual(encoding.tokens.map(({ text }) => text), names(grid))
  assert.ok(encoding.tokens.every(({ text, special }) => special === text.startsWith('[')))
  const { first, rows, columns } = encoding.patches!
  assert.deepEqual([first, rows, columns], [grid.front.length, grid.rows, grid.columns])
  return encoding
}

for (const [name, grid] of [...Object.entries(models), ['anysize', undefined] as const]) {
  test(`${name}: pictures, tokens and weights agree with transformers`, async () => {
    const model = await openModel(folderOf(name), ortRuntime())
    const arrays = arraysOf(name)
    assert.equal(model.info.kind, 'vision')
    assert.equal((await inspectModel(folderOf(name))).kind, 'vision')
    for (const file of shown.keys()) {
      const { attention } = await model.capture(await looksRight(model, file, grid ?? grids[file]!, arrays))
      assert.deepEqual(attention.map((layer) => layer.name), ['encoder.0', 'encoder.1'])
      for (const layer of attention) agrees(layer, arrays[`${file}/${layer.name}`]!)
    }
    await model.dispose()
  })
}

for (const [name, grid] of Object.entries(captioners)) {
  test(`${name}: captions, and attention of encoder, decoder and between them, agree with transformers`, async () => {
    const model = await openModel(folderOf(name), ortRuntime(), { encoderDecoders: true })
    const arrays = arraysOf(name)
    const { target, inputs } = JSON.parse(readFileSync(join(fixtures, name, 'case.json'), 'utf8')) as { target: number[]; inputs: { picture: string; generated: number[] }[] }
    const sites = ['encoder', 'decoder', 'cross'].flatMap((stack) => [0, 1].map((layer) => `${stack}.${layer}`)).filter((site) => `photo.jpg/${site}` in arrays)
    assert.deepEqual(model.info.sites.map((site) => site.name), sites)
    for (const { picture, generated } of inputs) {
      const encoding = await looksRight(model, picture, grid, arrays)
      const { attention } = await model.capture(encoding, { target: model.target(target) })
      assert.deepEqual(attention.map((layer) => layer.name), sites)
      for (const layer of attention) agrees(layer, arrays[`${picture}/${layer.name}`]!)
      const { ids } = await model.generate(encoding)
      assert.deepEqual([target[0], ...ids], generated)
    }
    assert.throws(() => model.encode('a text'), (error) => error instanceof GazeError && /takes a picture, not a text/.test(error.message))
    await model.dispose()
  })
}

test('every fixture is under test', () => {
  const made = globSync(join(fixtures, '*/case.json')).map((path) => basename(dirname(path)))
  assert.deepEqual(made.sort(), [...Object.keys(models), ...Object.keys(captioners), 'anysize', 'swin'].sort())
})

test('attention in windows is refused by its node; of an encoder-decoder it is left out', async () => {
  await assert.rejects(openModel(folderOf('swin'), ortRuntime()), (error) => error instanceof GazeError && /Node .*Softmax.* attends in windows/.test(error.message))
  const donut = await openModel(folderOf('donut'), ortRuntime(), { encoderDecoders: true })
  assert.equal(donut.info.refusals.length, 2)
  assert.match(donut.info.refusals[0]!.reason, /attends in windows/)
  await donut.dispose()
})
