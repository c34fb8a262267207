import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createSampler, likeliest, probabilityOf } from '../../../core/generate/sampler.ts'

const logits = fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 2, maxLength: 200 }).map((values) => Float32Array.from(values))

test('without a temperature the likeliest token is taken, the lower id among equals', () => {
  fc.assert(fc.property(logits, (values) => {
    const { id, probability } = createSampler({})(values)
    assert.equal(id, values.indexOf(Math.max(...values)))
    assert.ok(Math.abs(probability - probabilityOf(values, id)) < 1e-9)
  }))
})

test('the likeliest few are those a full sort gives, in its order', () => {
  fc.assert(fc.property(logits, fc.integer({ min: 1, max: 80 }), (values, count) => {
    const sorted = Array.from(values.keys()).sort((a, b) => values[b]! - values[a]! || a - b)
    assert.deepEqual(likeliest(values, count), sorted.slice(0, count))
  }))
})

test('what is forbidden is never drawn, and top-k and top-p draw only among the likeliest', () => {
  fc.assert(fc.property(logits, fc.integer({ min: 1, max: 5 }), fc.double({ min: 0.05, max: 1, noNaN: true }), fc.nat(), (values, topK, topP, seed) => {
    values[0] = -Infinity
    const draw = createSampler({ temperature: 1.3, topK, topP, seed })
    const allowed = likeliest(values, topK)
    for (let i = 0; i < 20; i++) {
      const { id, probability } = draw(values)
      assert.ok(allowed.includes(id))
      assert.ok(probability > 0 && probability <= 1 + 1e-9)
    }
  }))
})

test('draws follow the probabilities, and a seed repeats them', () => {
  const values = Float32Array.from([Math.log(0.5), Math.log(0.3), Math.log(0.2)])
  const run = (seed: number) => {
    const draw = createSampler({ temperature: 1, seed })
    return Array.from({ length: 20_000 }, () => draw(values).id)
  }
  const drawn = run(7)
  assert.deepEqual(run(7), drawn)
  assert.notDeepEqual(run(8), drawn)
  for (const [id, share] of [0.5, 0.3, 0.2].entries()) {
    assert.ok(Math.abs(drawn.filter((each) => each === id).length / drawn.length - share) < 0.015)
  }
})
