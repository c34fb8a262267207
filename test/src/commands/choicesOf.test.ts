import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sameChoice } from '../../../protocol/choice.ts'
import { choicesOf } from '../../../src/commands/choicesOf.ts'

test('every head, pool and measure is in the list once', () => {
  const lists = choicesOf([{ name: 'encoder.0', heads: 3 }, { name: 'encoder.1', heads: 2 }])
  assert.deepEqual(lists.map(({ measure, choices }) => [measure, choices.length]), [['weights', 5 + 6 + 3], ['norms', 5 + 2], ['rollout', 2], ['flow', 2]])
  const all = lists.flatMap(({ choices }) => choices)
  all.forEach((choice, index) => { assert.equal(all.findIndex((other) => sameChoice(choice, other)), index) })
})

test('a model without attention offers only what stands for none', () => {
  assert.ok(choicesOf([]).every(({ choices }) => choices.length <= 1))
})
