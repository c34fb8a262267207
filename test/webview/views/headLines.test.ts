import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { AttentionSlice, TokenSpan } from '../../../protocol/attention.ts'
import { pairFilters } from '../../../webview/state/headSettings.ts'
import { selectLines, strongestLine } from '../../../webview/views/heads/selectLines.ts'
import { hiddenShare } from '../../../webview/state/shownSlice.ts'
import { pairsIn, shownWeights } from '../../../webview/views/heads/shownWeights.ts'

interface Given { readonly slice: AttentionSlice; readonly tokens: readonly TokenSpan[] }

/** Rows that sum to 1, of a few tokens, some special, in two segments. */
const given: fc.Arbitrary<Given> = fc.integer({ min: 1, max: 7 }).chain((count) => fc.record({
  counts: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: count * count, maxLength: count * count }),
  special: fc.array(fc.boolean(), { minLength: count, maxLength: count }),
  border: fc.integer({ min: 0, max: count }),
}).map(({ counts, special, border }) => {
  const weights = Float32Array.from(counts, (value, index) => {
    const row = Math.floor(index / count) * count
    const sum = counts.slice(row, row + count).reduce((a, b) => a + b)
    return sum === 0 ? 1 / count : value / sum
  })
  const tokens = special.map((is, id): TokenSpan => ({ id, text: `t${id}`, start: id, end: id + 1, special: is, segment: id < border ? 0 : 1 }))
  return { slice: { choice: { layer: 0, head: 0 }, queries: count, keys: count, weights }, tokens }
}))
const direction = fc.constantFrom('attendsTo' as const, 'attendedBy' as const)

test('as they are, the weights are those of the matrix, turned over for attendedBy', () => {
  fc.assert(fc.property(given, direction, ({ slice, tokens }, to) => {
    const shown = shownWeights(slice, tokens, { direction: to, special: 'show', pairs: 'all' })
    for (let row = 0; row < shown.rows; row++) {
      for (let column = 0; column < shown.columns; column++) {
        const [query, key] = to === 'attendsTo' ? [row, column] : [column, row]
        assert.equal(shown.at(row, column), slice.weights[query * slice.keys + key])
      }
    }
  }))
})

test('renormalised rows sum to 1 without special tokens; left out, to what the special ones leave', () => {
  fc.assert(fc.property(given, ({ slice, tokens }) => {
    const all = (special: 'hide' | 'renormalise', row: number) => {
      const shown = shownWeights(slice, tokens, { direction: 'attendsTo', special, pairs: 'all' })
      return tokens.reduce((sum, _, column) => sum + shown.at(row, column), 0)
    }
    tokens.forEach((token, row) => {
      const left = tokens.reduce((sum, { special }, key) => sum + (special ? 0 : slice.weights[row * slice.keys + key]!), 0)
      assert.ok(Math.abs(all('hide', row) - (token.special ? 0 : left)) < 1e-5)
      assert.ok(Math.abs(all('renormalise', row) - (token.special || left === 0 ? 0 : 1)) < 1e-5)
    })
    const texts = tokens.flatMap(({ special }, row) => (special ? [] : [all('hide', row)]))
    const share = texts.length > 0 ? texts.reduce((sum, row) => sum + 1 - row, 0) / texts.length : 0
    assert.ok(Math.abs(hiddenShare(slice, tokens) - share) < 1e-5)
  }))
})

test('the four filters of a pair part its text among them', () => {
  fc.assert(fc.property(given, direction, ({ slice, tokens }, to) => {
    const each = pairFilters.map((pairs) => shownWeights(slice, tokens, { direction: to, special: 'hide', pairs }))
    for (let row = 0; row < tokens.length; row++) {
      for (let column = 0; column < tokens.length; column++) {
        const [all, ...parts] = each.map((shown) => shown.at(row, column))
        assert.ok(parts.filter((weight) => weight > 0).length <= 1)
        assert.equal(parts.reduce((sum, weight) => sum + weight, 0), all)
      }
    }
    const query = tokens.findIndex(({ special, segment }) => !special && segment === 0)
    const key = tokens.findIndex(({ special, segment }) => !special && segment === 1)
    if (query < 0 || key < 0) return
    const [row, column] = to === 'attendsTo' ? [query, key] : [key, query]
    const ab = shownWeights(slice, tokens, { direction: to, special: 'show', pairs: 'ab' })
    assert.equal(ab.at(row, column), slice.weights[query * slice.keys + key])
  }))
})

test('lines are the strongest of each row above the threshold, whatever else there is', () => {
  fc.assert(fc.property(given, fc.constantFrom(0, 1, 2, 5), fc.constantFrom(0, 0.05, 0.3), ({ slice, tokens }, most, threshold) => {
    const shown = shownWeights(slice, tokens, { direction: 'attendsTo', special: 'show', pairs: 'all' })
    const { rows, columns, weights } = selectLines(shown, threshold, most)
    for (let row = 0; row < shown.rows; row++) {
      const expected = Array.from({ length: shown.columns }, (_, column) => ({ column, weight: shown.at(row, column) }))
        .filter(({ weight }) => weight > 0 && weight >= threshold)
        .sort((a, b) => b.weight - a.weight || a.column - b.column)
      const got = Array.from(rows.keys()).filter((line) => rows[line] === row).map((line) => ({ column: columns[line]!, weight: weights[line]! }))
      const sorted = got.toSorted((a, b) => b.weight - a.weight || a.column - b.column)
      assert.deepEqual(sorted, most === 0 ? expected : expected.slice(0, most))
    }
  }))
})

test('the strongest line is one between tokens of the text, where there is one', () => {
  const lines = { rows: Uint32Array.of(0, 1), columns: Uint32Array.of(1, 1), weights: Float32Array.of(0.75, 0.25) }
  assert.equal(strongestLine([lines], (token) => token === 0), 0.25)
  assert.equal(strongestLine([lines], () => true), 0.75)
  assert.equal(strongestLine([], () => false), 1)
})

test('the directions of a pair are those that there are lines in', () => {
  const token = (segment: number, special = false) => ({ id: 1, text: 'a', start: 0, end: 1, special, segment })
  const both = [token(0, true), token(0), token(0), token(1, true), token(1)]
  assert.deepEqual(pairsIn({ queries: 5, keys: 5 }, both), ['aa', 'ab', 'ba', 'bb'])
  assert.deepEqual(pairsIn({ queries: 1, keys: 3, firstQuery: 4, firstKey: 0 }, both), ['ba'])
  assert.deepEqual(pairsIn({ queries: 3, keys: 3, firstQuery: 0, firstKey: 0 }, both), ['aa'])
})
