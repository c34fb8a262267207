import assert from 'node:assert/strict'
import { test } from 'node:test'
import { WireWriter } from '../../../../core/onnx/wireWriter.ts'
import { ModelBuilder } from './modelBuilder.ts'
import { noise } from './referenceAttention.ts'
import { d, find, handmadeModel, heads, type Projected, width } from './runHandmade.ts'

/* What must not be taken for attention, and what must be refused by name. */

function found(build: (graph: ModelBuilder, projected: Projected) => string): ReturnType<typeof find> {
  return find(handmadeModel({ build }))
}

const constant = (graph: ModelBuilder, rows: number, columns: number): string => graph.floats(noise(rows * columns, 9), [rows, columns])

test('classifiers, routers, pooling over tokens and linear attention are none', () => {
  const builds: ((graph: ModelBuilder, projected: Projected) => string)[] = [
    // Classes from features.
    (graph, { q }) => graph.node('Softmax', [graph.node('MatMul', [q, constant(graph, width, 7)])]),
    // Experts weighted by a router.
    (graph, { q, k, v }) => {
      const gate = graph.node('Softmax', [graph.node('MatMul', [q, constant(graph, width, 2)])])
      const experts = graph.node('Concat', [graph.node('Unsqueeze', [k, graph.ints([2])]), graph.node('Unsqueeze', [v, graph.ints([2])])], { axis: 2 })
      return graph.node('MatMul', [graph.node('Unsqueeze', [gate, graph.ints([2])]), experts])
    },
    // Tokens weighted by one score each.
    (graph, { q, v }) => {
      const scores = graph.node('Transpose', [graph.node('MatMul', [q, constant(graph, width, 1)])], { perm: [0, 2, 1] })
      return graph.node('MatMul', [graph.node('Softmax', [scores]), v])
    },
    // The next token's probabilities times an embedding table.
    (graph, { q }) => graph.node('MatMul', [graph.node('Softmax', [graph.node('MatMul', [q, constant(graph, width, 9)])]), constant(graph, 9, width)]),
    // Similarities of tokens that weigh nothing.
    (graph, { q, k }) => graph.node('Softmax', [graph.node('MatMul', [q, graph.node('Transpose', [k], { perm: [0, 2, 1] })])]),
    // Keys and queries each normalised by themselves.
    (graph, { q, k, v }) => graph.node('MatMul', [graph.node('Softmax', [q]), graph.node('MatMul', [graph.node('Softmax', [graph.node('Transpose', [k], { perm: [0, 2, 1] })]), v])]),
  ]
  for (const build of builds) assert.deepEqual(found(build), { sites: [], refusals: [] })
})

test('keys from another input are cross-attention', () => {
  const graph = new ModelBuilder()
  const [x, memory] = [graph.input('x', 1, [1, 'n', width]), graph.input('memory', 1, [1, 'm', width])]
  const project = (from: string): string => graph.node('MatMul', [from, constant(graph, width, width)])
  const scores = graph.node('MatMul', [project(x), graph.node('Transpose', [project(memory)], { perm: [0, 2, 1] })])
  graph.output(graph.node('MatMul', [graph.node('Softmax', [scores]), project(memory)]))
  const { sites, refusals } = find(graph.finish())
  assert.deepEqual(refusals, [])
  assert.deepEqual(sites.map(({ kind, name, heads }) => ({ kind, name, heads })), [{ kind: 'cross', name: 'cross.0', heads: 1 }])
})

const fused: [op: string, outputs: number][] = [
  ['Attention', 1], ['com.microsoft.Attention', 1], ['com.microsoft.MultiHeadAttention', 1], ['com.microsoft.GroupQueryAttention', 3],
  ['com.microsoft.PackedAttention', 1], ['com.microsoft.PackedMultiHeadAttention', 1], ['com.microsoft.DecoderMaskedMultiHeadAttention', 1],
  ['com.microsoft.DecoderMaskedSelfAttention', 1], ['com.microsoft.QAttention', 1], ['com.microsoft.LongformerAttention', 1],
  ['com.microsoft.SparseAttention', 1], ['com.microsoft.PagedAttention', 1],
]
for (const [op, outputs] of fused) {
  test(`${op} is refused by name`, () => {
    const { sites, refusals } = found((graph, { q, k, v }) => graph.node(op, [q, k, v], {}, outputs))
    assert.deepEqual(sites, [])
    const operator = op.includes('.') ? op : `ai.onnx.${op}`
    assert.equal(refusals[0]!.operator, operator)
    assert.match(refusals[0]!.reason, new RegExp(`node_${op.split('.').at(-1)!}_\\d+ .*${operator.replaceAll('.', '\\.')}`))
  })
}

test('fused operators say whether their keys are of another text', () => {
  for (const op of ['Attention', 'com.microsoft.MultiHeadAttention']) {
    for (const other of [true, false]) {
      const graph = new ModelBuilder(23)
      const [x, memory] = [graph.input('x', 1, [1, 'n', width]), graph.input('memory', 1, [1, 'm', width])]
      const project = (from: string): string => graph.node('MatMul', [from, constant(graph, width, width)])
      const from = other ? memory : x
      graph.output(graph.node(op, [project(x), project(from), project(from)], { num_heads: heads }))
      const { sites, refusals } = find(graph.finish())
      assert.deepEqual(sites, [])
      assert.match(refusals[0]!.reason, other ? /whose cross-attention cannot be shown yet: export the model without fused operators\.$/ : /whose attention cannot be shown yet: export/)
    }
  }
})

/** The nodes of an attention over q, k and v, result o, as entries of a field: 1 in a graph, 7 in a function. */
function attentionNodes(into: WireWriter, field: number): WireWriter {
  const node = (op: string, inputs: string[], output: string): void => {
    const writer = new WireWriter()
    for (const input of inputs) writer.string(1, input)
    into.message(field, writer.string(2, output).string(3, `inner_${op}`).string(4, op))
  }
  node('Transpose', ['k'], 'kt')
  node('MatMul', ['q', 'kt'], 's')
  node('Softmax', ['s'], 'p')
  node('MatMul', ['p', 'v'], 'o')
  return into
}

test('attention in the branch of an If is refused with the If', () => {
  const { sites, refusals } = found((graph, { q, k, v }) => {
    for (const [name, from] of [['q', q], ['k', k], ['v', v]] as const) graph.node('Identity', [from], {}, [name])
    const branch = attentionNodes(new WireWriter(), 1).message(12, new WireWriter().string(1, 'o'))
    const other = new WireWriter().message(12, new WireWriter().string(1, 'q'))
    return graph.node('If', [graph.booleans([true], [])], { then_branch: branch, else_branch: other })
  })
  assert.deepEqual(sites, [])
  assert.equal(refusals.length, 1)
  assert.equal(refusals[0]!.operator, 'ai.onnx.If')
})

test("attention in the model's own function is refused with the function", () => {
  const graph = new ModelBuilder()
  const x = graph.input('x', 1, [1, 'n', width])
  const body = new WireWriter().string(4, 'q').string(4, 'k').string(4, 'v').string(5, 'o')
  graph.function('our.domain', 'SelfAttention_fn', attentionNodes(body, 7))
  graph.output(graph.node('our.domain.SelfAttention_fn', [x, x, x]))
  const { sites, refusals } = find(graph.finish())
  assert.deepEqual(sites, [])
  assert.deepEqual(refusals.map(({ operator }) => operator), ['our.domain.SelfAttention_fn'])
  assert.match(refusals[0]!.reason, /the model's own function our\.domain\.SelfAttention_fn/)
})

test('windows cut out of the tokens are refused, not shown as heads', () => {
  const windows = (graph: ModelBuilder, x: string): string => graph.node('Reshape', [x, graph.ints([2, heads, -1, d])])
  const { sites, refusals } = found((graph, { q, k, v }) => {
    const scores = graph.node('MatMul', [windows(graph, q), graph.node('Transpose', [windows(graph, k)], { perm: [0, 1, 3, 2] })])
    return graph.node('MatMul', [graph.node('Softmax', [scores]), windows(graph, v)])
  })
  assert.deepEqual(sites, [])
  assert.match(refusals[0]!.reason, /2 texts or windows at a time/)
})

test('scores that were rearranged are refused', () => {
  const { sites, refusals } = found((graph, { q, k, v }) => {
    const scores = graph.node('MatMul', [q, graph.node('Transpose', [k], { perm: [0, 2, 1] })])
    const shifted = graph.node('GatherElements', [scores, graph.node('Range', [graph.ints([0], []), graph.ints([3], []), graph.ints([1], [])])], { axis: 2 })
    return graph.node('MatMul', [graph.node('Softmax', [shifted]), v])
  })
  assert.deepEqual(sites, [])
  assert.match(refusals[0]!.reason, /^The attention at node node_Softmax_\d+ \(Softmax\) cannot be shown: it takes apart/)
})

test('scores of several kinds of keys in one softmax are refused', () => {
  for (const cut of [true, false]) {
    const { sites, refusals } = found((graph, { q, k, v }) => {
      const near = graph.node('MatMul', [q, graph.node('Transpose', [k], { perm: [0, 2, 1] })])
      const far = graph.node('MatMul', [q, graph.node('Transpose', [v], { perm: [0, 2, 1] })])
      const softmax = graph.node('Softmax', [graph.node('Concat', [near, far], { axis: 2 })])
      if (!cut) return graph.node('MatMul', [softmax, graph.node('Concat', [k, v], { axis: 1 })])
      const length = graph.node('Slice', [graph.node('Shape', [near]), graph.ints([2]), graph.ints([3])])
      return graph.node('MatMul', [graph.node('Slice', [softmax, graph.ints([0]), length, graph.ints([2])]), k])
    })
    assert.deepEqual(sites, [])
    assert.equal(refusals.length, 1)
  }
})

test('a softmax over the queries is refused', () => {
  const { sites, refusals } = found((graph, { q, k, v }) => {
    const scores = graph.node('MatMul', [q, graph.node('Transpose', [k], { perm: [0, 2, 1] })])
    return graph.node('MatMul', [graph.node('Softmax', [scores], { axis: 1 }), v])
  })
  assert.deepEqual(sites, [])
  assert.match(refusals[0]!.reason, /another axis than the last/)
})

test('a tensor whose axes cannot be told apart is missing, and says at which node', () => {
  const { sites } = found((graph, { q, k, v }) => {
    const apart = (x: string): string => graph.node('Reshape', [x, graph.ints([0, 0, heads, d])])
    // A branch's result has a shape that nobody knows.
    const branch = new WireWriter().message(12, new WireWriter().string(1, apart(q)))
    const unknown = graph.node('If', [graph.booleans([true], [])], { then_branch: branch, else_branch: branch })
    const scores = graph.node('Einsum', [unknown, apart(k)], { equation: 'bqhd,bkhd->bhqk' })
    return graph.node('Einsum', [graph.node('Softmax', [scores]), apart(v)], { equation: 'bhqk,bkhd->bqhd' })
  })
  assert.deepEqual(Object.keys(sites[0]!.missing), ['query', 'hidden', 'output', 'projection'])
  assert.match(sites[0]!.missing.query!, /^The axes of the query cannot be told apart at node node_If_\d+\.$/)
})
