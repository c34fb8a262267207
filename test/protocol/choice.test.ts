import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HeadChoice, Measure, Pool } from '../../protocol/attention.ts'
import { fitChoice, measureNames, poolNames, rowsSumToOne, sameChoice } from '../../protocol/choice.ts'

const layers = [{ name: 'encoder.0', heads: 3 }, { name: 'encoder.1', heads: 2 }]

test('a choice keeps what a model has of it', () => {
  assert.deepEqual(fitChoice({ layer: 1, head: 1 }, layers), { layer: 1, head: 1 })
  assert.deepEqual(fitChoice({ layer: 3, head: 7 }, layers), { layer: 1, head: 1 })
  assert.deepEqual(fitChoice({ layer: 3, head: 'max' }, layers), { layer: 1, head: 'max' })
  assert.deepEqual(fitChoice({ layer: 3, head: 1 }, []), { layer: 'mean', head: 'mean' })
})

test('pooled layers pool their heads alike, unless another way was asked for', () => {
  assert.deepEqual(fitChoice({ layer: 'max', head: 2 }, layers), { layer: 'max', head: 'max' })
  assert.deepEqual(fitChoice({ layer: 'max', head: 'mean' }, layers), { layer: 'max', head: 'mean' })
})

test('measures other than weights are of one layer, the last where none was chosen, and pool heads in one way', () => {
  assert.deepEqual(fitChoice({ layer: 'mean', head: 'max', measure: 'norms' }, layers), { layer: 1, head: 'mean', measure: 'norms' })
  assert.deepEqual(fitChoice({ layer: 0, head: 5, measure: 'norms' }, layers), { layer: 0, head: 2, measure: 'norms' })
  assert.deepEqual(fitChoice({ layer: 0, head: 1, measure: 'rollout' }, layers), { layer: 0, head: 'mean', measure: 'rollout' })
  assert.deepEqual(fitChoice({ layer: 'min', head: 1, measure: 'flow' }, layers), { layer: 1, head: 'mean', measure: 'flow' })
})

test('what is stored of another version becomes a choice that there is', () => {
  assert.deepEqual(fitChoice({ layer: 'median' as Pool, head: 0, measure: 'magic' as Measure }, layers), { layer: 'mean', head: 'mean' })
})

test('a fitted choice stays as it is, and is the same with weights named or not', () => {
  for (const measure of measureNames) {
    for (const layer of [0, 1, ...poolNames]) {
      for (const head of [0, 2, ...poolNames]) {
        const fitted = fitChoice({ layer, head, measure }, layers)
        assert.deepEqual(fitChoice(fitted, layers), fitted)
        assert.ok(sameChoice(fitted, { ...fitted, measure: fitted.measure ?? 'weights' }))
      }
    }
  }
  assert.ok(!sameChoice({ layer: 0, head: 0 }, { layer: 0, head: 0, measure: 'norms' }))
})

test('only weights and their means, and rollout, are shares of a whole', () => {
  const shares: HeadChoice[] = [{ layer: 0, head: 0 }, { layer: 0, head: 'mean' }, { layer: 'mean', head: 'mean' }, { layer: 1, head: 'mean', measure: 'rollout' }]
  const others: HeadChoice[] = [
    { layer: 0, head: 'max' }, { layer: 'min', head: 'mean' }, { layer: 'mean', head: 'max' },
    { layer: 0, head: 0, measure: 'norms' }, { layer: 0, head: 'mean', measure: 'flow' },
  ]
  for (const choice of shares) assert.ok(rowsSumToOne(choice), JSON.stringify(choice))
  for (const choice of others) assert.ok(!rowsSumToOne(choice), JSON.stringify(choice))
})
