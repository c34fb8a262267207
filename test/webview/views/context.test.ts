import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { RepresentationTable } from '../../../protocol/representations.ts'
import { moveOnChart } from '../../../webview/views/context/chartKeys.ts'
import { chartLayout, lowEnd, pointAt } from '../../../webview/views/context/chartLayout.ts'
import { contextSentence } from '../../../webview/views/context/contextSentence.ts'
import { contextSeries, sayCosine, stateMark, stateName } from '../../../webview/views/context/contextSeries.ts'
import { nearestOf } from '../../../webview/views/context/nearestTable.ts'
import { unitNames } from '../../../webview/views/context/unitNames.ts'

const cosine = fc.oneof(fc.double({ min: -1, max: 1, noNaN: true }), fc.constant(NaN))
const size = { width: 300, height: 200 }

/** A table of three states in which the cosines of pairs are as given, state by state. */
function tableOf(chosen: readonly number[], pairs: readonly (readonly number[])[], more: Partial<RepresentationTable> = {}): RepresentationTable {
  const count = chosen.length
  const places = chosen.flatMap((_, a) => chosen.flatMap((__, b) => (a < b ? [[a, b] as const] : [])))
  const cosines = new Float32Array(3 * count * count).fill(1)
  pairs.forEach((values, state) => {
    places.forEach(([a, b], at) => { cosines[(state * count + a) * count + b] = cosines[(state * count + b) * count + a] = values[at]! })
  })
  return {
    chosen, form: 'normed', states: [0, 1, 2].map((depth) => ({ depth, last: false })), cosines,
    norms: new Float32Array(3 * count).fill(2), toFirst: new Float32Array(3 * count).fill(1), average: new Float32Array(3),
    nearest: new Int32Array(3 * count).fill(-1), nearestCosines: new Float32Array(3 * count).fill(NaN), nearestCount: 1, parts: [], notes: [], ...more,
  }
}

test('words that come again are numbered by their place among their like, others are not', () => {
  assert.deepEqual(unitNames(['·the', 'bank', 'the', 'river', 'bank'], [4, 3, 0]), ['bank\u00a0(2)', 'river', 'the\u00a0(1)'])
})

test('every pair has a line, in the order of the chosen; one token has one with itself', () => {
  const table = tableOf([1, 4, 6], [[0.5, 0.25, -0.5], [0, 0, 0], [1, 1, 1]])
  const series = contextSeries(table, ['a', 'b', 'c'])
  assert.deepEqual(series.map(({ name, values }) => [name, ...values]), [['a and b', 0.5, 0, 1], ['a and c', 0.25, 0, 1], ['b and c', -0.5, 0, 1]])
  assert.deepEqual(contextSeries(tableOf([1], []), ['a']).map(({ name }) => name), ['a with its embedding'])
})

test('states are named by the layer they leave; or enter, where that is all there is', () => {
  const [first, second, last] = [{ depth: 0, last: false }, { depth: 1, last: false }, { depth: 1, last: true }]
  assert.deepEqual([first, second, last].map((state) => stateName(state, false)), ['Embedding', 'Layer 1', 'Final norm'])
  assert.deepEqual([first, second].map((state) => stateName(state, true)), ['Into layer 1', 'Into layer 2'])
  assert.deepEqual([first, second, last].map((state) => stateMark(state, false)), ['in', '1', 'norm'])
})

test('cosines have three decimals, and none is minus zero or not a number', () => {
  assert.deepEqual([1, -0.0001, -0.5, NaN].map(sayCosine), ['1.000', '0.000', '-0.500', '–'])
})

test('two of the same word: what they begin as, with and without position, and where they end', () => {
  const parts = [{ kind: 'token' as const, cosines: Float32Array.of(1, 1, 1, 1) }, { kind: 'position' as const, cosines: new Float32Array(4) }]
  const say = (table: RepresentationTable) => contextSentence(table, ['the', 'bank', 'of', 'a', 'bank'])
  assert.equal(say(tableOf([1, 4], [[0.93], [0.41], [0.625]], { parts })),
    'The two “bank” have the same embedding (cosine 1.000); with their positions they begin at 0.930, and end at 0.625. They are farthest apart at “Layer 1”, 0.410.')
  assert.equal(say(tableOf([1, 4], [[1], [0.5], [0.25]], { parts: parts.slice(0, 1) })),
    'The two “bank” begin with the same embedding (cosine 1.000) and end at 0.250.')
  assert.equal(say(tableOf([1, 4], [[1], [0.5], [0.25]])), 'The two “bank” begin at a cosine of 1.000 and end at 0.250.')
})

test('one, two and many are told in their own sentences', () => {
  const near = { nearest: Int32Array.of(-1, -1, 7), nearestCosines: Float32Array.of(NaN, NaN, 0.75), toFirst: Float32Array.of(1, 0.5, 0.25) }
  assert.equal(contextSentence(tableOf([1], [], near), ['the', 'cat', 'a', 'b', 'c', 'd', 'e', 'the']),
    'At the end, cat has a cosine of 0.250 with its own embedding. The nearest token of the text is then the\u00a0(2), at 0.750.')
  assert.equal(contextSentence(tableOf([1, 2], [[0.5], [0], [-0.25]]), ['x', 'a', 'b']), 'a and b begin at a cosine of 0.500 and end at -0.250.')
  assert.equal(contextSentence(tableOf([1, 2, 3], [[0, 0, 0], [0, 0, 0], [0.5, NaN, 0.25]]), ['x', 'a', 'b', 'c']),
    'At the end, a and b are nearest to each other, 0.500, and b and c farthest apart, 0.250.')
})

test('the nearest of a token in a state, as far as there are some', () => {
  const table = { chosen: [3, 5], nearestCount: 2, nearest: Int32Array.of(1, 2, 4, -1), nearestCosines: Float32Array.of(0.5, 0.25, 0.75, NaN) }
  assert.deepEqual(nearestOf(table, 0, 0, 5), [{ unit: 1, cosine: 0.5 }, { unit: 2, cosine: 0.25 }])
  assert.deepEqual(nearestOf(table, 0, 1, 5), [{ unit: 4, cosine: 0.75 }])
})

test('whatever the numbers, lines stay on the chart, larger cosines higher, and end labels apart', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 30 }).chain((states) => fc.array(fc.array(cosine, { minLength: states, maxLength: states }), { minLength: 1, maxLength: 7 })), (all) => {
    const states = all[0]!.length
    const layout = chartLayout(all, states, size)
    layout.points.forEach((points, series) => {
      points.forEach((point, state) => {
        assert.equal(point === null, Number.isNaN(all[series]![state]))
        if (point) assert.ok(point.x >= layout.left && point.x <= layout.right && point.y >= layout.top - 0.01 && point.y <= layout.bottom + 0.01)
      })
    })
    const ends = layout.ends.filter((y) => y !== null).sort((a, b) => a - b)
    ends.slice(1).forEach((y, at) => { assert.ok(y - ends[at]! >= 12.99) })
    layout.labelled.slice(1).forEach((state, at) => { assert.ok(layout.xs[state]! - layout.xs[layout.labelled[at]!]! >= 27.99) })
    if (states > 1) assert.equal(layout.labelled.at(-1), states - 1)
    const known = layout.points.flatMap((points, series) => points.flatMap((point, state) => (point ? [{ point, series, state }] : [])))
    for (const { point, series, state } of known.slice(0, 20)) {
      const found = pointAt(layout, point.x, point.y)
      assert.equal(found.state, state)
      assert.equal(layout.points[found.series]![state]!.y, layout.points[series]![state]!.y)
    }
  }))
})

test('the scale begins at a round number below the least cosine, at 0 where that is near', () => {
  assert.deepEqual([[0.3, 1], [0.95, 0.97], [0.7], [-0.35], [NaN], []].map(lowEnd), [0, 0.9, 0.6, -0.4, 0.9, 0.9])
  fc.assert(fc.property(fc.array(cosine, { minLength: 1 }), (values) => {
    assert.ok(values.every((value) => Number.isNaN(value) || value >= lowEnd(values)))
  }))
})

test('arrow keys stay on the chart', () => {
  assert.deepEqual(moveOnChart('ArrowRight', null, 3, 2), { state: 0, series: 0 })
  assert.deepEqual(moveOnChart('ArrowDown', { state: 1, series: 0 }, 3, 2), { state: 1, series: 1 })
  assert.equal(moveOnChart('x', null, 3, 2), null)
  const keys = fc.constantFrom('ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown', 'Home', 'End')
  fc.assert(fc.property(fc.array(keys), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }), (pressed, states, lines) => {
    let place = null
    for (const key of pressed) {
      place = moveOnChart(key, place, states, lines)!
      assert.ok(place.state >= 0 && place.state < states && place.series >= 0 && place.series < lines)
    }
  }))
})
