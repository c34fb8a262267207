import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cellsAt, cellsOf, lookedAfter, lookedRow } from '../../../webview/state/looked.ts'

const layers = [{ name: 'encoder.0', heads: 2 }, { name: 'encoder.1', heads: 1 }]
const tokens = [...'A#.G'].map((text, at) => ({ id: 0, text, start: at, end: at + 1, special: false }))
const world = { rows: 1, columns: 4, agent: 0, goal: 3, moves: [], chosen: 0 }
const ownRows = Float32Array.from([1, 0, 0, 0, 0, 0.5, 0.5, 0, 0.25, 0.25, 0.25, 0.25])

test('the row of a head, and of several pooled as the worker pools them', () => {
  const at = { world, ownRows }
  assert.deepEqual([...lookedRow(at, layers, { layer: 0, head: 1 })!], [0, 0.5, 0.5, 0])
  assert.deepEqual([...lookedRow(at, layers, { layer: 1, head: 0 })!], [0.25, 0.25, 0.25, 0.25])
  assert.deepEqual([...lookedRow(at, layers, { layer: 0, head: 'mean' })!], [0.5, 0.25, 0.25, 0])
  assert.deepEqual([...lookedRow(at, layers, { layer: 'max', head: 'max' })!], [1, 0.5, 0.5, 0.25])
  assert.deepEqual([...lookedRow(at, layers, { layer: 'min', head: 'min' })!], [0, 0, 0, 0])
  assert.equal(lookedRow(at, layers, { layer: 0, head: 0, measure: 'norms' }), null)
})

test('worlds are known by their cells, the one looked at last among them; other models know none', () => {
  const first = lookedAfter(undefined, { tokens, world }, ownRows)
  assert.deepEqual([...first.keys()], ['A#.G'])
  const moved = tokens.map((token, at) => ({ ...token, text: '.#AG'[at]! }))
  const second = lookedAfter(first, { tokens: moved, world: { ...world, agent: 2 } }, ownRows)
  assert.deepEqual([...second.keys()], ['A#.G', '.#AG'])
  assert.equal(lookedAfter(second, { tokens }, undefined).size, 0)
  assert.equal(cellsOf(moved), '.#AG')
  assert.equal(cellsAt(moved, { goal: 3, steps: [], acting: false }, 0), 'A#.G')
  assert.equal(cellsAt([...'.#.A'].map((text) => ({ ...tokens[0]!, text })), { goal: 3, steps: [], acting: false }, 2), '.#AG')
})
