import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { levels, sayShares, specialShares, tintUnits } from '../../../src/overlay/tintUnits.ts'
import { unitsOf } from '../../../src/sessions/units.ts'
import { wordsOf } from '../makeSession.ts'

test('tints are relative to the largest weight without special tokens', () => {
  const units = unitsOf(wordsOf('a bb c')).list
  const tints = tintUnits(Float32Array.of(0.7, 0.1, 0.2, 0.001, 0), units)
  assert.deepEqual(tints, [{ start: 0, end: 1, level: levels / 2 }, { start: 2, end: 4, level: levels }])
})

test('special tokens are never tinted, and their share is said', () => {
  const units = unitsOf(wordsOf('a b')).list
  const row = Float32Array.of(0.712, 0.1, 0.188, 0)
  assert.equal(tintUnits(row, units).every(({ end }) => end > 0), true)
  assert.equal(sayShares(specialShares(row, units, true), true), '[CLS] 71 %\u00a0 [SEP] 0 %')
  assert.equal(sayShares(specialShares(row, units, false), false), '[CLS] 0.712\u00a0 [SEP] 0.000')
})

test('tokens that share a stretch are one tint of their sum', () => {
  const bytes = [[0, 2], [0, 2], [2, 3]].map(([start, end], id) => ({ id, text: '?', start: start!, end: end!, special: false }))
  assert.deepEqual(tintUnits(Float32Array.of(0.3, 0.3, 0.1), unitsOf(bytes).list), [{ start: 0, end: 2, level: levels }, { start: 2, end: 3, level: 2 }])
})

test('a row without weights tints nothing; any row gives levels in order, apart from each other', () => {
  const units = unitsOf(wordsOf('a b c d e f')).list
  assert.deepEqual(tintUnits(new Float32Array(8), units), [])
  fc.assert(fc.property(fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 }), (weights) => {
    const tints = tintUnits(Float32Array.from(weights), units)
    tints.forEach(({ start, end, level }, index) => {
      assert.ok(level >= 1 && level <= levels && Number.isInteger(level) && start < end)
      if (index > 0) assert.ok(tints[index - 1]!.end <= start)
    })
    assert.equal(tints.length === 0 || tints.some(({ level }) => level === levels), true)
  }))
})
