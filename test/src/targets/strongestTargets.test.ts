import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { gazeRow } from '../../../src/overlay/gazeRow.ts'
import { strongestTargets } from '../../../src/targets/strongestTargets.ts'
import { apply, busySession, readySession, sliceOf } from '../makeSession.ts'

const text = 'one two three four'
const read = (stretches: readonly { start: number; end: number }[], from = text) => stretches.map(({ start, end }) => from.slice(start, end))

test('the targets are in order of weight, without special tokens and the token itself', () => {
  const session = readySession(text)
  assert.deepEqual(read(strongestTargets(session, [4], 9)), ['three', 'two', 'one'])
  assert.deepEqual(read(strongestTargets(session, [1], 2)), ['four', 'three'])
  assert.deepEqual(strongestTargets(session, [], 9), [])
  assert.deepEqual(strongestTargets(busySession(text), [1], 9), [])
})

test('they are where the document has them, and those that an edit took are passed over', () => {
  const now = '-- one two three f'
  const session = apply(readySession(text), {
    type: 'edited', edits: [{ offset: 0, length: 0, text: '-- ' }, { offset: 15, length: 3, text: '' }], read: (from, to) => now.slice(from, to),
  })
  assert.deepEqual(read(strongestTargets(session, [1], 9), now), ['three', 'two'])
})

test('whatever the weights, the order goes down, and nothing that is hardly attended to is in it', () => {
  fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 36, maxLength: 36 }), fc.nat(5), (weights, token) => {
    const ready = readySession(text)
    const slice = { ...sliceOf(ready.shown!.analysis), weights: Float32Array.from(weights) }
    const session = apply(ready, { type: 'slice', key: { id: 's', version: 1 }, slice })
    const row = gazeRow(slice, [token], 'attendsTo')
    const found = strongestTargets(session, [token], 9).map(({ start }) => row[1 + text.slice(0, start).split(' ').length - 1]!)
    const top = Math.max(...row.slice(1, -1))
    found.forEach((weight, index) => {
      assert.ok(weight >= top / 24 - 1e-7 && weight <= (found[index - 1] ?? Infinity))
    })
  }))
})
