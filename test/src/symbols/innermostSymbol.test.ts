import assert from 'node:assert/strict'
import { test } from 'node:test'
import { innermostSymbol } from '../../../src/symbols/innermostSymbol.ts'

const file = { start: 0, end: 100, slight: false }
const method = { start: 20, end: 60, slight: false }
const variable = { start: 30, end: 40, slight: true }

test('the innermost symbol around the caret, a variable only on its own', () => {
  assert.equal(innermostSymbol([file, method, variable], 25), method)
  assert.equal(innermostSymbol([file, method, variable], 35), method)
  assert.equal(innermostSymbol([variable], 35), variable)
  assert.equal(innermostSymbol([file, method], 60), method)
  assert.equal(innermostSymbol([method], 61), undefined)
  assert.equal(innermostSymbol([], 0), undefined)
})
