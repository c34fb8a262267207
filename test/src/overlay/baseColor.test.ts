import assert from 'node:assert/strict'
import { test } from 'node:test'
import { baseColor } from '../../../src/overlay/baseColor.ts'

const id = 'tokenGaze.attention'

test("a user's own colour is taken, for all themes or for one", () => {
  assert.equal(baseColor(id, 'dark', undefined, 'Dark'), '#E5B13A')
  assert.equal(baseColor(id, 'dark', { [id]: '#abc' }, 'Dark'), '#aabbcc')
  assert.equal(baseColor(id, 'dark', { [id]: '#11223344', '[Dark*]': { [id]: '#445566' } }, 'Dark Modern'), '#445566')
  assert.equal(baseColor(id, 'light', { '[Dark][Night]': { [id]: '#445566' } }, 'Night'), '#445566')
  assert.equal(baseColor(id, 'light', { '[Dark]': { [id]: '#445566' } }, 'Light'), '#0B4FA8')
})

test('what is no colour is not taken', () => {
  for (const value of ['red', '#12', 7, null, 'default']) assert.equal(baseColor(id, 'dark', { [id]: value }, 'Dark'), '#E5B13A')
})
