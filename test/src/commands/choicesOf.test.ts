import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sameChoice } from '../../../protocol/choice.ts'
import { choicesOf } from '../../../src/commands/choicesOf.ts'
import { sayChoice } from '../../../src/sessions/sayChoice.ts'
import { stepHead, stepLayer } from '../../../src/sessions/stepChoice.ts'
import { english } from '../english.ts'

test('every head, pool and measure is in the list once', () => {
  const lists = choicesOf([{ name: 'encoder.0', heads: 3 }, { name: 'encoder.1', heads: 2 }])
  assert.deepEqual(lists.map(({ measure, choices }) => [measure, choices.length]), [['weights', 5 + 6 + 3], ['norms', 5 + 2], ['rollout', 2], ['flow', 2]])
  const all = lists.flatMap(({ choices }) => choices)
  all.forEach((choice, index) => { assert.equal(all.findIndex((other) => sameChoice(choice, other)), index) })
})

test('a model without attention offers only what stands for none', () => {
  assert.ok(choicesOf([]).every(({ choices }) => choices.length <= 1))
})

test('of an encoder-decoder layers of one kind are pooled, and only the encoder’s are followed', () => {
  const layers = ['encoder.0', 'decoder.0', 'cross.0', 'cross.1'].map((name) => ({ name, heads: 2 }))
  const lists = choicesOf(layers)
  assert.deepEqual(lists.map(({ measure, choices }) => [measure, choices.length]), [['weights', 4 * 5 + 3], ['norms', 4 * 3], ['rollout', 1], ['flow', 1]])
  const pooled = lists[0]!.choices.filter(({ family }) => family)
  assert.deepEqual(pooled.map(({ family, layer }) => `${family} ${layer}`), ['cross mean', 'cross max', 'cross min'], 'one layer is pooled with nothing')
  assert.equal(sayChoice(pooled[0]!, english, layers), 'Average of all cross layers and heads')
  assert.deepEqual(stepLayer(pooled[0]!, layers, 1), { layer: 2, head: 'mean' })
  assert.deepEqual(stepLayer(pooled[0]!, layers, -1), { layer: 3, head: 'mean' })
  assert.deepEqual(stepHead(pooled[0]!, layers, 1), { layer: 2, head: 0 })
})
