import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { forSession, initialNavigation, readNavigation, type Navigation } from '../../../webview/state/navigation.ts'

const kept: Navigation = {
  sessionId: 'a', viewport: { cell: 12.5, x: 1.25, y: 0 }, cursor: { row: 0, column: 3 }, scroll: 120, ramp: 'cividis',
}

test('what was stored comes back', () => {
  assert.deepEqual(readNavigation(JSON.parse(JSON.stringify(kept))), kept)
})

test('anything else is as if nothing was stored', () => {
  for (const junk of [null, undefined, 3, 'x', [], { viewport: { cell: -1, x: 0, y: 0 }, cursor: { row: 0.5, column: 1 }, ramp: 'red' }]) {
    assert.deepEqual(readNavigation(junk), initialNavigation)
  }
  fc.assert(fc.property(fc.anything(), (junk) => {
    const { viewport, cursor } = readNavigation(junk)
    assert.ok(viewport === null || viewport.cell > 0)
    assert.ok(cursor === null || cursor.row >= 0)
  }))
})

test('another session starts anew, but keeps the palette', () => {
  assert.equal(forSession(kept, 'a'), kept)
  assert.deepEqual(forSession(kept, 'b'), { ...initialNavigation, sessionId: 'b', ramp: 'cividis' })
})
