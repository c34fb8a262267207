import { test } from 'node:test'
import type { ModelBuilder } from './modelBuilder.ts'
import { noise } from './referenceAttention.ts'
import { check, d, heads, type Handmade, tokens } from './runHandmade.ts'

/* What comes between the product of queries and keys and the product with the values. */

const causal = (_: number, query: number, key: number): number => (key > query ? -Infinity : 0)
const square = (value: (query: number, key: number) => number): number[] =>
  Array.from({ length: tokens * tokens }, (_, at) => value(Math.floor(at / tokens), at % tokens))
const triangle = (graph: ModelBuilder): string => graph.booleans(square((q, k) => Number(k <= q)).map(Boolean), [1, 1, tokens, tokens])

/** An attention whose way from the scaled scores to the weights is given. */
function between(way: (graph: ModelBuilder, scores: string) => string, more: Partial<Handmade> = {}): Promise<void> {
  return check({
    ...more,
    build(graph, { q, k, v }) {
      const split = (x: string, perm = [0, 2, 1, 3]): string => graph.node('Transpose', [graph.node('Reshape', [x, graph.ints([0, 0, heads, d])])], { perm })
      const scores = graph.node('Div', [graph.node('MatMul', [split(q), split(k, [0, 2, 3, 1])]), graph.floats([2])])
      return graph.node('MatMul', [way(graph, scores), split(v)])
    },
  })
}

const softmax = (graph: ModelBuilder, scores: string): string => graph.node('Softmax', [scores])
const decoder = { kind: 'decoder', bias: causal } as const

test('a stored triangle, -10000 added', () => between((graph, scores) =>
  softmax(graph, graph.node('Add', [scores, graph.floats(square((q, k) => (k > q ? -1e4 : 0)), [1, 1, tokens, tokens])])), decoder))

test('Where with minus infinity', () => between((graph, scores) =>
  softmax(graph, graph.node('Where', [triangle(graph), scores, graph.floats([-Infinity])])), decoder))

test('multiplied by the mask, minus 10000 where it is none', () => between((graph, scores) => {
  const mask = graph.node('Cast', [triangle(graph)], { to: 1 })
  const hidden = graph.node('Mul', [graph.node('Sub', [graph.floats([1]), mask]), graph.floats([10000])])
  return softmax(graph, graph.node('Sub', [graph.node('Mul', [scores, mask]), hidden]))
}, decoder))

test('positions compared, combined with And, then -1e9', () => between((graph, scores) => {
  const range = graph.node('Range', [graph.ints([0], []), graph.node('Gather', [graph.node('Shape', ['x']), graph.ints([1], [])]), graph.ints([1], [])])
  const causalMask = graph.node('LessOrEqual', [range, graph.node('Unsqueeze', [range, graph.ints([1])])])
  const all = graph.node('And', [causalMask, graph.booleans([true], [1])])
  return softmax(graph, graph.node('Where', [graph.node('Not', [all]), graph.floats([-1e9]), scores]))
}, decoder))

test('Trilu of a filled square, the smallest float twice', () => between((graph, scores) => {
  const shape = graph.node('Concat', [graph.node('Slice', [graph.node('Shape', ['x']), graph.ints([1]), graph.ints([2])]), graph.node('Slice', [graph.node('Shape', ['x']), graph.ints([1]), graph.ints([2])])], { axis: 0 })
  const filled = graph.node('Expand', [graph.floats([-3.4028234663852886e38]), shape])
  const mask = graph.node('Trilu', [filled, graph.ints([1], [])], { upper: 1 })
  return softmax(graph, graph.node('Add', [graph.node('Add', [scores, mask]), mask]))
}, decoder))

test('clamped from below by Max', () => between((graph, scores) =>
  softmax(graph, graph.node('Max', [graph.node('Add', [scores, graph.floats(square((q, k) => (k > q ? -3e38 : 0)), [tokens, tokens])]), graph.floats([-3.4e38])])), decoder))

test('a bias on the positions masks nothing', () => {
  const bias = noise(heads * tokens * tokens, 5)
  return between((graph, scores) => softmax(graph, graph.node('Add', [scores, graph.floats(bias, [1, heads, tokens, tokens])])),
    { bias: (head, q, k) => bias[(head * tokens + q) * tokens + k]! })
})

test('several biases, one of them a product of activations with constants', () => between((graph, scores) => {
  const gate = graph.node('Sigmoid', [graph.node('MatMul', ['x', graph.floats(noise(12, 4), [12, 1])])])
  const nothing = graph.node('Mul', [graph.node('Unsqueeze', [gate, graph.ints([1])]), graph.floats([0])])
  return softmax(graph, graph.node('Sum', [nothing, scores, graph.floats([0.25])]))
}, { bias: () => 0.25 }))

test('a soft cap so wide that it does nothing', () => between((graph, scores) => {
  const capped = graph.node('Mul', [graph.node('Tanh', [graph.node('Div', [scores, graph.floats([1e3])])]), graph.floats([1e3])])
  return softmax(graph, capped)
}, { tolerance: 1e-4 }))

test('written out, with the row maximum taken off', () => between((graph, scores) => {
  const shifted = graph.node('Sub', [scores, graph.node('ReduceMax', [scores], { axes: [-1] })])
  const exp = graph.node('Exp', [shifted])
  return graph.node('Div', [exp, graph.node('ReduceSum', [exp, graph.ints([-1])])])
}))

test('written out, with one in the divisor', () => between((graph, scores) => {
  const exp = graph.node('Exp', [scores])
  return graph.node('Div', [exp, graph.node('Add', [graph.node('ReduceSum', [exp, graph.ints([-1])]), graph.floats([1])])])
}, { sink: 0 }))

test('LogSoftmax, then Exp', () => between((graph, scores) => graph.node('Exp', [graph.node('LogSoftmax', [scores], { axis: -1 })])))

test('a sink beside the keys, cut off afterwards', () => between((graph, scores) => {
  const sink = graph.node('Expand', [graph.floats([0.75], [1, 1, 1, 1]), graph.node('Concat', [graph.ints([1, heads]), graph.node('Slice', [graph.node('Shape', ['x']), graph.ints([1]), graph.ints([2])]), graph.ints([1])], { axis: 0 })])
  const all = graph.node('Concat', [scores, sink], { axis: -1 })
  const shifted = graph.node('Sub', [all, graph.node('ReduceMax', [all], { axes: [-1] })])
  return graph.node('Slice', [softmax(graph, shifted), graph.ints([0]), graph.ints([-1]), graph.ints([-1])])
}, { sink: 0.75 }))

test('casts, dropout, a guard against NaN and a head mask after the softmax', () => between((graph, scores) => {
  const weights = graph.node('Dropout', [graph.node('Cast', [softmax(graph, graph.node('Cast', [scores], { to: 1 }))], { to: 1 })])
  const safe = graph.node('Where', [graph.node('IsNaN', [weights]), graph.floats([0]), weights])
  return graph.node('Mul', [safe, graph.floats([1, 1, 1], [1, heads, 1, 1])])
}))

test('quantised and dequantised before the values', () => between((graph, scores) => {
  const zero = graph.node('Cast', [graph.ints([0], [])], { to: 2 })
  const step = graph.floats([1 / 255])
  return graph.node('DequantizeLinear', [graph.node('QuantizeLinear', [softmax(graph, scores), step, zero]), step, zero])
}, { tolerance: 0.02 }))
