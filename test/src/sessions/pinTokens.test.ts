import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pinTokens } from '../../../src/sessions/pinTokens.ts'

test('pinning adds, and takes away what is pinned already', () => {
  assert.deepEqual(pinTokens([], [4, 2]), [2, 4])
  assert.deepEqual(pinTokens([2], [2, 4]), [2, 4])
  assert.deepEqual(pinTokens([2, 4, 5], [2, 4]), [5])
  assert.deepEqual(pinTokens([2], []), [2])
})
