import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { memoryOf, recall, textHash } from '../../../src/sessions/memory.ts'
import { readySession } from '../makeSession.ts'

test('a memory survives JSON and finds its text again', () => {
  const memory = JSON.parse(JSON.stringify(memoryOf(readySession('one two', 3)))) as ReturnType<typeof memoryOf>
  assert.equal(recall(memory, 'xx one two'), 'one two')
  assert.equal(recall(memory, 'xx one Two'), undefined)
  assert.equal(recall(memory, 'xx'), undefined)
  assert.ok(!JSON.stringify(memory).includes('one two'), 'the text itself is not kept')
})

test('different texts have different hashes', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (a, b) => (a === b) === (textHash(a) === textHash(b))))
})
