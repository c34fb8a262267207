import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { test } from 'node:test'
import { nodeFolder } from '../../../cli/nodeFolder.ts'
import { ortRuntime } from '../../../cli/ortRuntime.ts'
import { openModel } from '../../../core/index.ts'
import { readNpz } from '../../readNpz.ts'

interface Case {
  readonly expected: string
  readonly inputs: readonly { readonly name: string; readonly text: string; readonly target: string }[]
}

const fixtures = join(import.meta.dirname, '../../fixtures/pairs')
const isState = (name: string) => /\.(embedding|representation|last)$/.test(name)

for (const path of globSync(join(fixtures, '*/case.json')).sort()) {
  const name = basename(dirname(path))
  const { expected, inputs } = JSON.parse(readFileSync(path, 'utf8')) as Case
  const arrays = readNpz(readFileSync(join(fixtures, expected)))
  if (!Object.keys(arrays).some(isState)) continue
  test(`${name}: the states of both stacks are PyTorch's`, async () => {
    const model = await openModel(nodeFolder(dirname(path), name), ortRuntime(), { encoderDecoders: true })
    for (const { name: input, text, target } of inputs) {
      const { tensors } = await model.capture(model.encode(text), { target: model.target(target), streams: ['representations'] })
      const wanted = Object.keys(arrays).filter((key) => key.startsWith(`${input}/`) && isState(key))
      assert.deepEqual(tensors.map((state) => `${input}/${state.name}`).sort(), wanted.sort())
      for (const { name: state, shape, data } of tensors) {
        const array = arrays[`${input}/${state}`]!
        assert.deepEqual(shape, array.shape)
        const numbers = Array.from(array.data, Number)
        const size = Math.max(...numbers.map(Math.abs))
        const worst = Math.max(...numbers.map((value, at) => Math.abs(value - data[at]!)))
        assert.ok(worst <= 1e-3 * size, `${input}/${state} is off by ${String(worst)} of ${String(size)}`)
      }
    }
    await model.dispose()
  })
}
