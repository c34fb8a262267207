import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { test } from 'node:test'
import { ortRuntime } from '../../../cli/ortRuntime.ts'
import { GazeError, openModel, type CapturedTensor, type PictureEncoding } from '../../../core/index.ts'
import { readNpz } from '../../readNpz.ts'
import { fixtureFolder, fixtures } from './fixtureFolder.ts'

/* The fixtures as folders: their own tokenizer and configuration, the feeds that openModel makes, PyTorch's weights. */

interface Case {
  readonly expect: 'ok' | 'refused'
  readonly kind: string
  readonly layers: number
  readonly expected: string
  readonly tolerance: number
  readonly operator?: string
  readonly inputs: readonly { readonly name: string; readonly text: string | null; readonly feeds: Readonly<Record<string, { readonly data: number[] }>> }[]
}

const runtime = ortRuntime()
const cases = globSync(join(fixtures, '*/case.json')).sort().map((path) => ({
  name: basename(dirname(path)),
  ...(JSON.parse(readFileSync(path, 'utf8')) as Case),
}))

function agrees({ name, shape, data }: CapturedTensor, expected: { shape: number[]; data: ArrayLike<number | bigint> }, tolerance: number): void {
  assert.deepEqual(shape, expected.shape)
  const worst = data.reduce((most, weight, index) => Math.max(most, Math.abs(weight - Number(expected.data[index]))), 0)
  assert.ok(worst <= tolerance, `${name} is off by ${worst}`)
}

for (const { name, expected, layers, tolerance, inputs } of cases.filter(({ expect, kind }) => expect === 'ok' && kind !== 'vision')) {
  test(`${name}, opened as a folder, agrees with PyTorch`, async () => {
    const model = await openModel(fixtureFolder(name), runtime)
    const arrays = readNpz(readFileSync(join(fixtures, expected)))
    const texts = inputs.filter(({ text }) => text !== null)
    assert.ok(texts.length > 0)
    for (const { name: input, text, feeds } of texts) {
      const encoding = model.encode(text!)
      assert.deepEqual(encoding.tokens.map(({ id }) => id), feeds.input_ids!.data)
      const { attention } = await model.capture(encoding)
      assert.equal(attention.length, layers)
      for (const layer of attention) {
        agrees(layer, arrays[`${input}/${layer.name}`]!, tolerance)
      }
    }
    await model.dispose()
  })
}

for (const { name, expected, inputs } of cases.filter(({ kind }) => kind === 'vision')) {
  test(`${name}, opened as a folder, agrees with PyTorch on the pixels it is given`, async () => {
    const model = await openModel(fixtureFolder(name), runtime)
    assert.deepEqual([model.info.kind, model.info.picture], ['vision', { width: 16, height: 16 }])
    const arrays = readNpz(readFileSync(join(fixtures, expected)))
    const grey = await model.look({ width: 3, height: 2, data: new Uint8Array(24).fill(99) })
    assert.deepEqual(grey.tokens.map(({ text }) => text), ['[CLS]', '1,1', '1,2', '2,1', '2,2'])
    for (const { name: input, feeds } of inputs) {
      const given: PictureEncoding = { ...grey, picture: { ...grey.picture, pixels: Float32Array.from(feeds.pixel_values!.data) } }
      const { attention } = await model.capture(given)
      for (const layer of attention) agrees(layer, arrays[`${input}/${layer.name}`]!, 1e-4)
    }
    await model.dispose()
  })
}

for (const { name, kind, operator } of cases.filter((one) => one.expect === 'refused')) {
  test(`${name} is refused by name`, async () => {
    const named = kind === 'encoder-decoder' ? new RegExp(kind) : new RegExp(operator ?? name)
    await assert.rejects(openModel(fixtureFolder(name), runtime), (error) => error instanceof GazeError && error.blame === 'input' && named.test(error.message))
  })
}
