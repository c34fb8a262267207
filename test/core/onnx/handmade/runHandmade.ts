import assert from 'node:assert/strict'
import { ortRuntime } from '../../../../cli/ortRuntime.ts'
import { type AttentionFindings, findAttention } from '../../../../core/onnx/findAttention.ts'
import { elementTypes as types } from '../../../../core/onnx/onnxModel.ts'
import { patchModel } from '../../../../core/onnx/patchModel.ts'
import { readModel } from '../../../../core/onnx/readModel.ts'
import { ModelBuilder } from './modelBuilder.ts'
import { noise, product, type Reference, referenceAttention, type ReferenceTensors } from './referenceAttention.ts'

export const heads = 3
export const d = 4
export const tokens = 5
export const width = heads * d
const kinds = ['query', 'key', 'value', 'scores', 'context'] as const

/** The projections of one input x [1, n, width], each [1, n, heads * d], for a graph to make attention of. */
export interface Projected {
  readonly q: string
  readonly k: string
  readonly v: string
}

export interface Handmade extends Partial<Reference> {
  readonly opset?: number
  readonly irVersion?: number
  /** Builds the attention and returns a tensor that depends on its result. */
  readonly build: (graph: ModelBuilder, projected: Projected) => string
  readonly kind?: 'encoder' | 'decoder'
  readonly tolerance?: number
}

export function handmadeModel({ opset, irVersion, keyValueHeads = heads, build }: Handmade): Uint8Array {
  const graph = new ModelBuilder(opset, irVersion)
  const x = graph.input('x', types.float32, [1, 'n', width])
  const projected = (seed: number, columns: number): string => graph.node('MatMul', [x, graph.floats(noise(width * columns, seed), [width, columns])])
  const shared = keyValueHeads * d
  graph.output(graph.node('Identity', [build(graph, { q: projected(1, width), k: projected(2, shared), v: projected(3, shared) })], {}, ['result']))
  return graph.finish()
}

export function find(bytes: Uint8Array): AttentionFindings {
  return findAttention(readModel(bytes, 'handmade.onnx'))
}

/** Finds one attention in a handmade model, runs the patched model and compares everything with the written-out maths. */
export async function check(handmade: Handmade): Promise<void> {
  const { keyValueHeads = heads, kind = 'encoder', tolerance = 1e-5 } = handmade
  const model = readModel(handmadeModel(handmade), 'handmade.onnx')
  const { sites, refusals } = findAttention(model)
  assert.deepEqual(refusals, [])
  assert.deepEqual(sites.map(({ name }) => name), [`${kind}.0`])
  // Its context is the model's result.
  assert.deepEqual(Object.keys(sites[0]!.missing), ['output', 'projection'])
  assert.equal(sites[0]!.refs.block.hidden, 'x')
  const { parts, outputs } = patchModel(model, sites, { tensors: ['weights', ...kinds] })
  const session = await ortRuntime().load({ parts })
  const x = { rows: tokens, columns: width, data: Float32Array.from(noise(tokens * width, 7)) }
  const got = await session.run({ x: { type: 'float32', dims: [1, tokens, width], data: x.data } }, ['result', ...outputs.map(({ output }) => output)])
  const projected = (seed: number, columns: number) => product(x, noise(width * columns, seed), columns)
  const shared = keyValueHeads * d
  const expected: ReferenceTensors = referenceAttention(projected(1, width), projected(2, shared), projected(3, shared), { heads, scale: 0.5, ...handmade })
  for (const { tensor, output } of outputs) {
    const { type, dims, data } = got[output]!
    const wanted = expected[tensor as keyof ReferenceTensors]
    const count = tensor === 'key' || tensor === 'value' ? keyValueHeads : heads
    assert.equal(type, 'float32')
    assert.deepEqual(dims.slice(-3), [count, tokens, tensor === 'weights' || tensor === 'scores' ? tokens : d], tensor)
    const worst = wanted.reduce((most, value, i) => Math.max(most, Math.abs(value - (data as Float32Array)[i]!) / Math.max(1, Math.abs(value))), 0)
    assert.ok(worst <= tolerance, `${tensor} is off by ${String(worst)}`)
  }
  assert.deepEqual(new Set(outputs.map(({ tensor }) => tensor)), new Set(['weights', ...kinds]))
  assert.equal(sites[0]!.heads ?? heads, heads)
  if (keyValueHeads < heads) assert.equal(sites[0]!.keyValueHeads, keyValueHeads)
  await session.dispose()
}
