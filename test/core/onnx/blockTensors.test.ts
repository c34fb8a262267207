import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { test } from 'node:test'
import { ortRuntime } from '../../../cli/ortRuntime.ts'
import { findAttention } from '../../../core/onnx/findAttention.ts'
import { patchModel } from '../../../core/onnx/patchModel.ts'
import { readModel } from '../../../core/onnx/readModel.ts'
import { type FedTensor, toTensor } from './fedTensor.ts'
import { affineResidual, type Matrix } from './affineResidual.ts'

/*
 * The states before an attention, W^O, and the states after it, on every case of test/fixtures/onnx. The maths that ties
 * them to the tensors PyTorch vouches for is the oracle: the values are an affine function of the states before, and the
 * states after are the heads' contexts side by side times W^O, plus one bias for all tokens.
 */

interface Case {
  readonly expect: string
  readonly kind: string
  readonly file?: string
  readonly tolerance: number
  readonly inputs: readonly { readonly name: string; readonly feeds: Record<string, FedTensor> }[]
}

const fixtures = join(import.meta.dirname, '../../fixtures/onnx')
const kinds = ['value', 'context', 'hidden', 'output', 'projection'] as const

for (const path of globSync(join(fixtures, '*/case.json')).sort()) {
  const one = JSON.parse(readFileSync(path, 'utf8')) as Case
  if (one.expect !== 'ok' || one.kind === 'encoder-decoder') continue
  const name = basename(dirname(path))
  test(`${name}: states before and after, and W^O`, async () => {
    const model = readModel(readFileSync(join(dirname(path), one.file ?? 'model.onnx')), 'model.onnx')
    const { sites } = findAttention(model)
    const { parts, outputs } = patchModel(model, sites, { tensors: kinds })
    const session = await ortRuntime().load({ parts })
    const rows = sites.map(() => ({ states: [] as Matrix[number][], values: [] as Matrix[number][] }))
    for (const { name: input, feeds } of one.inputs) {
      const fed = Object.fromEntries(Object.entries(feeds).map(([key, tensor]) => [key, toTensor(tensor)]))
      const got = await session.run(fed, outputs.map(({ output }) => output))
      for (const [at, site] of sites.entries()) {
        const tensor = (kind: (typeof kinds)[number]): Matrix[] | undefined => {
          const output = outputs.find((each) => each.site === site && each.tensor === kind)
          return output && matrices(got[output.output]!.dims, got[output.output]!.data as Float32Array)
        }
        assert.deepEqual([site.missing.hidden, site.missing.output], [undefined, undefined])
        const [states, output, context] = [tensor('hidden')![0]!, tensor('output')![0]!, tensor('context')!]
        assert.deepEqual([states.length, output.length], [context[0]!.length, context[0]!.length])
        // Padding shifts and repeats tokens, it adds no new ones.
        if (input !== 'padded') {
          rows[at]!.states.push(...states)
          rows[at]!.values.push(...sideBySide(tensor('value')!))
        }
        const projection = tensor('projection')?.[0]
        if (projection) constantOverTokens(`${input}/${site.name}`, output, times(sideBySide(context), projection))
        else assert.match(site.missing.projection!, /Node \S+ \(MatMulInteger\)/)
      }
    }
    await session.dispose()
    for (const [at, { states, values }] of rows.entries()) {
      const unknowns = states[0]!.length + 1
      if (one.tolerance > 1e-4 || states.length <= unknowns) continue
      const { residual, size } = affineResidual(states, values)
      assert.ok(residual <= 1e-3 * size, `${sites[at]!.name}: values are off by ${String(residual)} of ${String(size)}`)
      const moved = affineResidual([...states.slice(1), states[0]!], values)
      assert.ok(moved.residual > 1e-2 * moved.size, `${sites[at]!.name}: any states would do`)
    }
  })
}

/** The matrices of a tensor's last two axes. */
function matrices(dims: readonly number[], data: Float32Array): Matrix[] {
  const [count = 0, rows = 0, columns = 0] = dims.slice(-3)
  return Array.from({ length: count }, (_, n) =>
    Array.from({ length: rows }, (__, row) => [...data.subarray((n * rows + row) * columns, (n * rows + row + 1) * columns)]))
}

function sideBySide(heads: readonly Matrix[]): number[][] {
  return heads[0]!.map((_, row) => heads.flatMap((head) => head[row]!))
}

function times(a: Matrix, b: Matrix): number[][] {
  return a.map((row) => b[0]!.map((_, j) => row.reduce((sum, value, k) => sum + value * b[k]![j]!, 0)))
}

function constantOverTokens(name: string, output: Matrix, product: Matrix): void {
  const size = Math.max(...output.flat().map(Math.abs))
  const bias = output[0]!.map((value, j) => value - product[0]![j]!)
  const worst = Math.max(...output.flatMap((row, i) => row.map((value, j) => Math.abs(value - product[i]![j]! - bias[j]!))))
  assert.ok(worst <= 1e-3 * size, `${name} is off by ${String(worst)} of ${String(size)}`)
}
