import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { forSession, initialNavigation, readNavigation, type Navigation } from '../../../webview/state/navigation.ts'

const kept: Navigation = {
  sessionId: 'a', viewport: { cell: 12.5, x: 1.25, y: 0 }, cursor: { row: 0, column: 3 }, scroll: 120, ramp: 'cividis',
  view: 'heads', heads: { beside: [3, null, 1], threshold: 0.04, most: 10, pairs: 'ab', shape: 'arcs' },
  order: { by: 'entropy', reversed: true }, step: 'softmax',
  steps: { token: 4, key: 2, allKeys: true, change: { scale: 'none', temperature: 0.5, window: 3, unmasked: true, without: 1 } },
  context: { of: 'a', chosen: [2, 5] }, sampling: { sampling: { temperature: 0.7, topK: 40, topP: 0.9, seed: 3 }, count: 5 }, writing: { on: true, at: 5 }, picture: { mode: 'tint', strength: 0.5 },
}

test('what was stored comes back', () => {
  assert.deepEqual(readNavigation(JSON.parse(JSON.stringify(kept))), kept)
})

test('anything else is as if nothing was stored', () => {
  const heads = { beside: [1, 1], threshold: -1, most: 4, pairs: 'c', shape: 'round' }
  const steps = { token: -1, key: '2', allKeys: 1, change: { scale: 3, score: 'cosine', temperature: 0, window: 1.5, unmasked: 'yes', without: -2 } }
  for (const junk of [{ view: 'table', heads, sampling: { sampling: { temperature: 'hot', topK: null }, count: 7 }, step: 'last', steps, order: { by: 'colour', reversed: 1 } }, null, undefined, 3, 'x', [], { viewport: { cell: -1, x: 0, y: 0 }, cursor: { row: 0.5, column: 1 }, ramp: 'red' }]) {
    assert.deepEqual(readNavigation(junk), initialNavigation)
  }
  fc.assert(fc.property(fc.anything(), (junk) => {
    const { viewport, cursor } = readNavigation(junk)
    assert.ok(viewport === null || viewport.cell > 0)
    assert.ok(cursor === null || cursor.row >= 0)
  }))
})

test('another session starts anew, but keeps the way of looking', () => {
  assert.equal(forSession(kept, 'a'), kept)
  assert.deepEqual(forSession(kept, 'b'), { ...kept, sessionId: 'b', viewport: null, cursor: null, scroll: 0, steps: { ...kept.steps, token: null, key: null }, writing: { on: true, at: null } })
})
