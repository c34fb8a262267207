import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { candidatesOf } from '../../../core/generate/candidates.ts'
import { createSampler } from '../../../core/generate/sampler.ts'

const logits = fc.array(fc.double({ min: -12, max: 12, noNaN: true }), { minLength: 2, maxLength: 60 }).map((values) => Float32Array.from(values))
const sampling = fc.record({
  temperature: fc.constantFrom(0, 0.5, 1, 2), topK: fc.option(fc.integer({ min: 1, max: 70 }), { nil: undefined }),
  topP: fc.option(fc.double({ min: 0.05, max: 1, noNaN: true }), { nil: undefined }),
}).map(({ temperature, topK, topP }) => ({ temperature, ...(topK !== undefined && { topK }), ...(topP !== undefined && { topP }) }))

test('each candidate has the share it is drawn with, or the reason why it is not', () => {
  fc.assert(fc.property(logits, sampling, fc.nat(), (values, way, seed) => {
    const processed = values.slice()
    processed[0] = -Infinity
    const { list, kept, keptProbability } = candidatesOf(values, processed, way, Infinity)
    assert.equal(list.length, values.length)
    const drawable = list.filter(({ share }) => share > 0)
    assert.equal(drawable.length, kept)
    assert.ok(Math.abs(list.reduce((sum, { share }) => sum + share, 0) - 1) < 1e-6)
    assert.ok(Math.abs(list.reduce((sum, { probability }) => sum + probability, 0) - 1) < 1e-5)
    assert.ok(Math.abs(drawable.reduce((sum, { probability }) => sum + probability, 0) - keptProbability) < 1e-6)
    for (const { id, share, cut } of list) {
      assert.equal(share === 0, cut !== undefined)
      if (id === 0) assert.equal(cut, 'rule')
      else if (cut === 'rule') assert.fail('no rule forbids it')
    }
    const draw = createSampler({ ...way, seed })
    for (let i = 0; i < 10; i++) {
      const { id, probability } = draw(processed)
      const own = drawable.find((each) => each.id === id)!
      if (way.temperature > 0) assert.ok(Math.abs(own.share - probability) < 1e-9)
    }
  }))
})

test('the sampler goes on where another with the same seed stopped', () => {
  fc.assert(fc.property(logits, fc.nat(), fc.integer({ min: 0, max: 9 }), (values, seed, drawn) => {
    const whole = createSampler({ temperature: 1, seed })
    const ids = Array.from({ length: 12 }, () => whole(values).id)
    const later = createSampler({ temperature: 1, seed }, drawn)
    assert.deepEqual(Array.from({ length: 12 - drawn }, () => later(values).id), ids.slice(drawn))
  }))
})

test('top-k is said where top-k cuts, and top-p where top-p does', () => {
  const values = Float32Array.from([0.5, 0.25, 0.15, 0.1].map(Math.log))
  const cuts = (way: object) => candidatesOf(values, values, { temperature: 1, ...way }, 4).list.map(({ cut }) => cut)
  assert.deepEqual(cuts({ topK: 2 }), [undefined, undefined, 'topK', 'topK'])
  assert.deepEqual(cuts({ topP: 0.7 }), [undefined, undefined, 'topP', 'topP'])
  assert.deepEqual(cuts({ topK: 3, topP: 0.5 }), [undefined, 'topP', 'topP', 'topK'])
  assert.deepEqual(candidatesOf(values, values, {}, 3).list.map(({ cut }) => cut), [undefined, 'greedy', 'greedy'])
})
