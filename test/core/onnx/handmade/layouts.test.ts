import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ModelBuilder } from './modelBuilder.ts'
import { noise } from './referenceAttention.ts'
import { check, d, find, heads, type Projected, width } from './runHandmade.ts'

/* The same attention, laid out in the ways that models and exporters have found. */

function split(graph: ModelBuilder, x: string, perm = [0, 2, 1, 3]): string {
  return graph.node('Transpose', [graph.node('Reshape', [x, graph.ints([0, 0, -1, d])])], { perm })
}

function scaled(graph: ModelBuilder, scores: string): string {
  return graph.node('Mul', [scores, graph.floats([0.5])])
}

function weights(graph: ModelBuilder, { q, k }: Projected): string {
  return graph.node('Softmax', [scaled(graph, graph.node('MatMul', [split(graph, q), split(graph, k, [0, 2, 3, 1])]))])
}

test('batch, heads, tokens, features', () => check({ build: (graph, p) => graph.node('MatMul', [weights(graph, p), split(graph, p.v)]) }))

test('heads before the batch', () => check({
  build(graph, { q, k, v }) {
    const first = [2, 0, 1, 3]
    const scores = graph.node('MatMul', [split(graph, q, first), split(graph, k, [2, 0, 3, 1])])
    return graph.node('MatMul', [graph.node('Softmax', [scaled(graph, scores)]), split(graph, v, first)])
  },
}))

test('heads folded into the batch', () => check({
  build(graph, { q, k, v }) {
    const fold = (x: string): string => graph.node('Reshape', [split(graph, x), graph.ints([heads, -1, d])])
    const scores = scaled(graph, graph.node('MatMul', [fold(q), graph.node('Transpose', [fold(k)], { perm: [0, 2, 1] })]))
    const apart = graph.node('Unsqueeze', [scores, graph.ints([0])])
    return graph.node('MatMul', [graph.node('Squeeze', [graph.node('Softmax', [apart]), graph.ints([0])]), fold(v)])
  },
}))

test('tokens first, heads folded into the batch', () => check({
  build(graph, { q, k, v }) {
    const first = (x: string): string => graph.node('Reshape', [graph.node('Transpose', [x], { perm: [1, 0, 2] }), graph.ints([0, heads, d])])
    const fold = (x: string, perm = [1, 0, 2]): string => graph.node('Transpose', [first(x)], { perm })
    const softmax = graph.node('Softmax', [scaled(graph, graph.node('MatMul', [fold(q), fold(k, [1, 2, 0])]))])
    return graph.node('MatMul', [softmax, fold(v)])
  },
}))

test('einsum over heads in the middle', () => check({
  build(graph, { q, k, v }) {
    const apart = (x: string): string => graph.node('Reshape', [x, graph.ints([0, 0, heads, d])])
    const scores = scaled(graph, graph.node('Einsum', [apart(q), apart(k)], { equation: 'bqhd,bkhd->bhqk' }))
    return graph.node('Einsum', [graph.node('Softmax', [scores]), apart(v)], { equation: 'bhqk,bkhd->bqhd' })
  },
}))

test('einsum with heads last but one in the scores', () => check({
  build(graph, { q, k, v }) {
    const apart = (x: string): string => graph.node('Reshape', [x, graph.ints([0, 0, heads, d])])
    const scores = scaled(graph, graph.node('Einsum', [apart(q), apart(k)], { equation: 'bqhd,bkhd->bqhk' }))
    return graph.node('Einsum', [graph.node('Softmax', [scores]), apart(v)], { equation: 'bqhk,bkhd->bqhd' })
  },
}))

test('keys times queries, transposed afterwards; values on the left', () => check({
  build(graph, { q, k, v }) {
    const scores = scaled(graph, graph.node('MatMul', [split(graph, k), split(graph, q, [0, 2, 3, 1])]))
    const softmax = graph.node('Softmax', [graph.node('Transpose', [scores], { perm: [0, 1, 3, 2] })])
    return graph.node('MatMul', [split(graph, v, [0, 2, 3, 1]), graph.node('Transpose', [softmax], { perm: [0, 1, 3, 2] })])
  },
}))

test('one fused projection, cut by Split, and queries scaled before the heads are parted', () => check({
  build(graph, { q, k, v }) {
    const all = graph.node('Concat', [q, k, v], { axis: 2 })
    const parts = ['pq', 'pk', 'pv']
    graph.node('Split', [all, graph.ints([width, width, width])], { axis: -1 }, parts)
    const half = graph.node('Mul', ['pq', graph.floats([0.5])])
    const softmax = graph.node('Softmax', [graph.node('MatMul', [split(graph, half), split(graph, 'pk', [0, 2, 3, 1])])], { axis: 3 })
    return graph.node('MatMul', [softmax, split(graph, 'pv')])
  },
}))

test('operators of onnxruntime: FusedMatMul', () => check({
  build(graph, { q, k, v }) {
    const scores = graph.node('com.microsoft.FusedMatMul', [split(graph, q), split(graph, k)], { transB: 1, alpha: 0.5 + 1e-9 })
    return graph.node('com.microsoft.FusedMatMul', [graph.node('Softmax', [scores]), split(graph, v)])
  },
}))

test('integer products with quantisation on the fly', () => check({
  tolerance: 0.05,
  build(graph, { q, k, v }) {
    const integer = (a: string, b: string): string => {
      const quantised = (x: string, at: number): string[] => {
        const names = ['y', 'scale', 'zero'].map((part) => `${part}_${x}_${String(at)}`)
        graph.node('DynamicQuantizeLinear', [x], {}, names)
        return names
      }
      const [ya, sa, za] = quantised(a, 0)
      const [yb, sb, zb] = quantised(b, 1)
      const product = graph.node('Cast', [graph.node('MatMulInteger', [ya!, yb!, za!, zb!])], { to: 1 })
      return graph.node('Mul', [product, graph.node('Mul', [sa!, sb!])])
    }
    const softmax = graph.node('Softmax', [scaled(graph, integer(split(graph, q), split(graph, k, [0, 2, 3, 1])))])
    return integer(softmax, split(graph, v))
  },
}))

test('one key-value head, queries of all heads in one matrix (tokens by heads)', () => check({
  keyValueHeads: 1,
  build(graph, { q, k, v }) {
    const rows = graph.node('Reshape', [q, graph.ints([1, -1, d])])
    const shape = graph.node('Concat', [graph.node('Slice', [graph.node('Shape', [q]), graph.ints([0]), graph.ints([2]), graph.ints([0])]), graph.ints([heads, -1])], { axis: 0 })
    const flat = scaled(graph, graph.node('MatMul', [rows, graph.node('Transpose', [k], { perm: [0, 2, 1] })]))
    const softmax = graph.node('Softmax', [graph.node('Reshape', [flat, shape])])
    return graph.node('MatMul', [graph.node('Reshape', [softmax, graph.node('Shape', [flat])]), v])
  },
}))

test('the same with the heads apart before', () => check({
  keyValueHeads: 1,
  build(graph, { q, k, v }) {
    const four = graph.node('Reshape', [q, graph.ints([0, 0, heads, d])])
    const flat = scaled(graph, graph.node('MatMul', [graph.node('Reshape', [four, graph.ints([1, -1, d])]), graph.node('Transpose', [k], { perm: [0, 2, 1] })]))
    return graph.node('MatMul', [graph.node('Softmax', [flat]), v])
  },
}))

for (const op of ['Expand', 'Tile']) {
  test(`key-value heads repeated by ${op}`, () => check({
    keyValueHeads: 1,
    build(graph, { q, k, v }) {
      const repeat = (x: string): string => {
        const five = graph.node('Unsqueeze', [split(graph, x), graph.ints([2])])
        const times = graph.ints([1, 1, heads, 1, 1])
        return graph.node('Reshape', [graph.node(op, [five, times]), graph.ints([0, heads, -1, d])])
      }
      const scores = scaled(graph, graph.node('MatMul', [split(graph, q), graph.node('Transpose', [repeat(k)], { perm: [0, 1, 3, 2] })]))
      return graph.node('MatMul', [graph.node('Softmax', [scores]), repeat(v)])
    },
  }))
}

/** A rotary encoding of [1, heads, tokens, d]: x * cos + turned(x) * sin, with angles that the tokens' places give. */
function rotary(graph: ModelBuilder, x: string): string {
  const places = graph.node('Range', [graph.floats([0]), graph.node('Cast', [graph.node('Gather', [graph.node('Shape', ['x']), graph.ints([1], [])])], { to: 1 }), graph.floats([1])])
  const angles = graph.node('Mul', [graph.node('Unsqueeze', [places, graph.ints([1])]), graph.floats([0, 0, 0, 0], [1, d])])
  const part = (from: number, to: number): string => graph.node('Slice', [x, graph.ints([from]), graph.ints([to]), graph.ints([3])])
  const turned = graph.node('Concat', [graph.node('Neg', [part(2, 4)]), part(0, 2)], { axis: -1 })
  return graph.node('Add', [graph.node('Mul', [x, graph.node('Cos', [angles])]), graph.node('Mul', [turned, graph.node('Sin', [angles])])])
}

for (const adjacent of [true, false]) {
  test(`scaled and repeated before a rotary encoding, copies ${adjacent ? 'side by side' : 'apart'}`, () => check({
    keyValueHeads: 1,
    build(graph, { q, k, v }) {
      const repeat = (x: string): string => {
        const five = graph.node('Unsqueeze', [split(graph, x), graph.ints([adjacent ? 2 : 1])])
        return graph.node('Reshape', [graph.node('Expand', [five, graph.ints(adjacent ? [1, 1, heads, 1, 1] : [1, heads, 1, 1, 1])]), graph.ints([0, heads, -1, d])])
      }
      const half = graph.node('Mul', [split(graph, q), graph.floats([0.5])])
      const turned = graph.node('Transpose', [rotary(graph, repeat(k))], { perm: [0, 1, 3, 2] })
      return graph.node('MatMul', [graph.node('Softmax', [graph.node('MatMul', [rotary(graph, half), turned])]), repeat(v)])
    },
  }))
}

test('key-value heads left to broadcasting', () => check({
  keyValueHeads: 1,
  build: (graph, p) => graph.node('MatMul', [weights(graph, p), split(graph, p.v)]),
}))

test('nodes in no order', () => {
  const graph = new ModelBuilder()
  graph.node('MatMul', ['weights', 'v'], {}, ['result'])
  graph.node('Softmax', ['scores'], {}, ['weights'])
  graph.node('MatMul', ['q', 'kt'], {}, ['scores'])
  graph.node('Transpose', ['k'], { perm: [0, 2, 1] }, ['kt'])
  for (const name of ['q', 'k', 'v']) graph.node('MatMul', ['x', graph.floats(noise(width * d, 1), [width, d])], {}, [name])
  graph.input('x', 1, [1, 'n', width])
  graph.output('result')
  const { sites } = find(graph.finish())
  assert.deepEqual(sites.map(({ name, node }) => [name, node]), [['encoder.0', 'node_weights']])
})

for (const [opset, irVersion] of [[9, 3], [11, 6], [13, 7], [21, 10]] as const) {
  test(`operator set ${String(opset)}, IR version ${String(irVersion)}`, () => check({
    opset,
    irVersion,
    build(graph, { q, k, v }) {
      const apart = (x: string): string => graph.node('Reshape', [graph.node('Transpose', [graph.node('Reshape', [x, graph.ints([1, -1, heads, d])])], { perm: [0, 2, 1, 3] }), graph.ints([heads, -1, d])])
      const scores = scaled(graph, graph.node('MatMul', [apart(q), graph.node('Transpose', [apart(k)], { perm: [0, 2, 1] })]))
      const five = graph.node('Reshape', [graph.node('Softmax', [scores], { axis: 2 }), graph.node('Concat', [graph.ints([1]), graph.node('Shape', [scores])], { axis: 0 })])
      return graph.node('MatMul', [five, apart(v)])
    },
  }))
}
