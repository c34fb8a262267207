import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TokenSpan } from '../../../protocol/attention.ts'
import { movePlace, placeIn, readWriting, writtenUnits } from '../../../webview/state/writing.ts'

const token = (text: string, segment: number, special = false): TokenSpan => ({ id: 1, text, start: 0, end: special ? 0 : text.length, special, segment })
const units = [token('cat', 0), token('</s>', 0, true), token('<pad>', 1, true), token('un', 1), token('gato', 1)]

test('what was written is the target without what its decoder begins with', () => {
  assert.deepEqual(writtenUnits(units), [3, 4])
  assert.deepEqual(writtenUnits(units.slice(0, 3)), [])
})

test('the place is where one has gone, until the focus says otherwise', () => {
  const written = [3, 4]
  assert.equal(placeIn(written, null, []), -1)
  assert.equal(placeIn(written, 4, []), 1)
  assert.equal(placeIn(written, 4, [0]), 1, 'a focus in the source says nothing of it')
  assert.equal(placeIn(written, 4, [3]), 0)
  assert.equal(placeIn(written, 4, [3, 4]), 1)
  assert.equal(placeIn(written, 9, []), -1)
})

test('keys lead from word to word, and not over the ends', () => {
  assert.equal(movePlace('ArrowRight', -1, 2), 0)
  assert.equal(movePlace('ArrowRight', 1, 2), null)
  assert.equal(movePlace('ArrowLeft', 0, 2), null)
  assert.equal(movePlace('End', 0, 2), 1)
  assert.equal(movePlace('Home', 1, 2), 0)
  assert.equal(movePlace('a', 0, 2), null)
})

test('what an earlier page stored is read as far as it fits', () => {
  assert.deepEqual(readWriting({ on: true, at: 3 }), { on: true, at: 3 })
  assert.deepEqual(readWriting({ on: 'yes', at: -1 }), { on: false, at: null })
})
