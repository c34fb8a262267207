import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { keyOrder, restOfSum, rowsInSight, strongestKey, strongestOfText } from '../../../../webview/views/steps/keyOrder.ts'
import { exactNumber, largest, sayNumber, sayScore, tableTsv, vectorJson } from '../../../../webview/views/steps/stepNumbers.ts'

const float = fc.float({ noNaN: true, noDefaultInfinity: true })

test('numbers are said with three decimals and a real minus, tiny and huge ones as powers of ten', () => {
  assert.deepEqual([0, 0.1234, -1.5, 0.0005, 0.00049, -2.1e-7, 123456, -Infinity, NaN].map(sayNumber),
    ['0.000', '0.123', '−1.500', '0.001', '4.9e−4', '−2.1e−7', '1.2e5', '−∞', '–'])
  assert.deepEqual([-1e9, -12].map(sayScore), ['masked', '−12.000'])
})

test('what is copied gives the very same float32 numbers again', () => {
  fc.assert(fc.property(fc.array(float), (values) => {
    const again = Float32Array.from(JSON.parse(vectorJson(values)) as number[])
    assert.ok(again.length === values.length && again.every((value, index) => value === Math.fround(values[index]!)))
  }))
  assert.equal(exactNumber(Math.fround(0.1)), '0.1')
})

test('a copied table has a line a row; tabs and line breaks in tokens do not break it', () => {
  assert.equal(tableTsv(['key', 'weight'], [['a\tb\n', 0.5], ['c', Math.fround(0.1)]]), 'key\tweight\na b \t0.5\nc\t0.1')
})

test('the largest size counts both signs', () => {
  assert.equal(largest(Float32Array.of(1, -3), Float32Array.of(2)), 3)
  assert.equal(largest(), 0)
})

test('the strongest keys come first, the chosen one is always among them; or all in the order of the text', () => {
  const weights = Float32Array.of(0.1, 0.4, 0, 0.4, 0.1)
  assert.deepEqual(keyOrder(weights, 1, false, 3), [1, 3, 0])
  assert.deepEqual(keyOrder(weights, 2, false, 3), [1, 3, 0, 2])
  assert.deepEqual(keyOrder(weights, 2, true, 3), [0, 1, 2, 3, 4])
  assert.deepEqual(keyOrder(weights, 9, false, 2), [1, 3])
})

test('the first key shown is the strongest of the text, or of all where no text has any weight', () => {
  const weights = Float32Array.of(0.7, 0.1, 0.2)
  assert.equal(strongestKey(weights), 0)
  assert.equal(strongestOfText(weights, (key) => key === 0), 2)
  assert.equal(strongestOfText(Float32Array.of(1, 0, 0), (key) => key === 0), 0)
})

test('listed values and the rest add up to the whole weighted sum', () => {
  const rows = fc.array(fc.record({ weight: fc.float({ min: 0, max: 1, noNaN: true }), value: fc.array(fc.float({ min: -9, max: 9, noNaN: true }), { minLength: 3, maxLength: 3 }) }), { minLength: 1, maxLength: 30 })
  fc.assert(fc.property(rows, fc.nat(), (all, seed) => {
    const weights = Float32Array.from(all, ({ weight }) => weight)
    const values = Float32Array.from(all.flatMap(({ value }) => value))
    const listed = keyOrder(weights, seed % all.length, false, 4)
    const rest = restOfSum(weights, values, listed)
    for (const index of [0, 1, 2]) {
      const sum = (keys: readonly number[]) => keys.reduce((total, key) => total + weights[key]! * values[key * 3 + index]!, 0)
      assert.ok(Math.abs(sum(listed) + rest[index]! - sum([...weights.keys()])) < 1e-3)
    }
  }))
})

test('of a long table the rows in sight are drawn, and some beside them', () => {
  assert.deepEqual(rowsInSight(2048, 22, 22_000, 308), { from: 992, to: 1022 })
  assert.deepEqual(rowsInSight(13, 22, 0, 400), { from: 0, to: 13 })
  assert.deepEqual(rowsInSight(12, 22, 900, 308), { from: 0, to: 12 }, 'of a table that was long a moment ago')
  fc.assert(fc.property(fc.nat(5000), fc.nat(200_000), (count, scrollTop) => {
    const { from, to } = rowsInSight(count, 22, scrollTop, 308)
    assert.ok(from >= 0 && to <= count && to - from <= 31)
    assert.ok(to - from >= Math.min(count, 14))
  }))
})
