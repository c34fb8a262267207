import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clampChoice, stepHead, stepLayer } from '../../../src/sessions/stepChoice.ts'

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

test('a choice of a model without layers is their average', () => {
  assert.deepEqual(clampChoice({ layer: 3, head: 1 }, []), { layer: 'mean', head: 'mean' })
})
