import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HeadChoice } from '../../../protocol/attention.ts'
import { sayChoice, sayChoiceInline, sayChoiceShort } from '../../../src/sessions/sayChoice.ts'
import { english } from '../english.ts'

const words: [HeadChoice, string, string][] = [
  [{ layer: 2, head: 4 }, 'layer 3, head 5', 'L3 H5'],
  [{ layer: 2, head: 'mean' }, 'layer 3, average of its heads', 'L3 average'],
  [{ layer: 0, head: 'max' }, 'layer 1, maximum of its heads', 'L1 maximum'],
  [{ layer: 'mean', head: 'mean' }, 'average of all layers and heads', 'all heads'],
  [{ layer: 'min', head: 'min' }, 'minimum of all layers and heads', 'all heads, minimum'],
  [{ layer: 'max', head: 'mean' }, 'maximum over layers, average over heads', 'all heads, maximum'],
  [{ layer: 2, head: 4, measure: 'norms' }, 'layer 3, head 5, norms', 'L3 H5 norms'],
  [{ layer: 2, head: 'mean', measure: 'norms' }, 'layer 3, norms of all heads together', 'L3 norms'],
  [{ layer: 2, head: 'mean', measure: 'rollout' }, 'attention rollout up to layer 3', 'rollout to L3'],
  [{ layer: 2, head: 'mean', measure: 'flow' }, 'attention flow up to layer 3', 'flow to L3'],
]

test('every measure and pool has its own words', () => {
  for (const [choice, inline, short] of words) {
    assert.equal(sayChoiceInline(choice, english), inline)
    assert.equal(sayChoice(choice, english), inline.slice(0, 1).toUpperCase() + inline.slice(1))
    assert.equal(sayChoiceShort(choice, english), short)
  }
})
