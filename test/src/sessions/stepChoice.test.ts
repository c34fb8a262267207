import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stepHead, stepLayer } from '../../../src/sessions/stepChoice.ts'

const layers = [{ name: 'encoder.0', heads: 3 }, { name: 'encoder.1', heads: 2 }]

test('heads go round within their layer', () => {
  assert.deepEqual(stepHead({ layer: 0, head: 2 }, layers, 1), { layer: 0, head: 0 })
  assert.deepEqual(stepHead({ layer: 1, head: 0 }, layers, -1), { layer: 1, head: 1 })
  assert.deepEqual(stepHead({ layer: 1, head: 'mean' }, layers, 1), { layer: 1, head: 0 })
  assert.deepEqual(stepHead({ layer: 'mean', head: 'mean' }, layers, -1), { layer: 0, head: 2 })
})

test('layers go round and keep the head as far as they have it', () => {
  assert.deepEqual(stepLayer({ layer: 0, head: 2 }, layers, 1), { layer: 1, head: 1 })
  assert.deepEqual(stepLayer({ layer: 0, head: 'mean' }, layers, -1), { layer: 1, head: 'mean' })
  assert.deepEqual(stepLayer({ layer: 'mean', head: 'mean' }, layers, 1), { layer: 0, head: 'mean' })
})

test('a measure stays while one steps; rollout has no heads to step through', () => {
  assert.deepEqual(stepHead({ layer: 0, head: 2, measure: 'norms' }, layers, 1), { layer: 0, head: 0, measure: 'norms' })
  assert.deepEqual(stepHead({ layer: 0, head: 'mean', measure: 'norms' }, layers, -1), { layer: 0, head: 2, measure: 'norms' })
  assert.deepEqual(stepHead({ layer: 1, head: 'mean', measure: 'rollout' }, layers, 1), { layer: 1, head: 'mean', measure: 'rollout' })
  assert.deepEqual(stepLayer({ layer: 0, head: 'mean', measure: 'flow' }, layers, 1), { layer: 1, head: 'mean', measure: 'flow' })
  assert.deepEqual(stepLayer({ layer: 'max', head: 'min' }, layers, -1), { layer: 1, head: 'min' })
})
