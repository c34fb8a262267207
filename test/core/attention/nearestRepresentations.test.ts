import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { meanCosine, meanRepresentations, nearestRepresentations, representationCosines } from '../../../core/index.ts'

const matrices = fc.integer({ min: 1, max: 8 }).chain((hidden) => fc.integer({ min: 1, max: 9 }).chain((tokens) =>
  fc.array(fc.integer({ min: -9, max: 9 }), { minLength: tokens * hidden, maxLength: tokens * hidden })
    .map((values) => ({ tokens, hidden, data: Float32Array.from(values) }))))

/** Every cosine, as the pairwise function gives them. */
function cosinesOf(states: { tokens: number; hidden: number; data: Float32Array }): (a: number, b: number) => number {
  const all = representationCosines([states], Array.from({ length: states.tokens }, (_, token) => token))
  return (a, b) => all[a * states.tokens + b]!
}

test('the nearest are the nearest of all pairs, in order, none left out that is nearer', () => {
  fc.assert(fc.property(matrices, fc.nat(), fc.integer({ min: 1, max: 10 }), (states, seed, count) => {
    const token = seed % states.tokens
    const cosine = cosinesOf(states)
    const take = (other: number) => other % 3 !== 1
    const found = nearestRepresentations(states, token, count, take)
    const all = Array.from({ length: states.tokens }, (_, other) => other)
      .filter((other) => other !== token && take(other) && !Number.isNaN(cosine(token, other)))
      .map((other) => cosine(token, other)).sort((a, b) => b - a)
    assert.equal(found.length, Math.min(count, all.length))
    found.forEach((each, place) => {
      assert.ok(Math.abs(each.cosine - all[place]!) < 1e-6)
      assert.ok(Math.abs(each.cosine - cosine(token, each.token)) < 1e-6)
    })
  }))
})

test('the mean cosine is that of all pairs', () => {
  fc.assert(fc.property(matrices, (states) => {
    const cosine = cosinesOf(states)
    const whole = Array.from({ length: states.tokens }, (_, token) => token).filter((token) => !Number.isNaN(cosine(token, token)))
    const pairs = whole.flatMap((a) => whole.flatMap((b) => (a < b ? [cosine(a, b)] : [])))
    const mean = meanCosine(states)
    if (pairs.length === 0) assert.ok(Number.isNaN(mean))
    else assert.ok(Math.abs(mean - pairs.reduce((sum, each) => sum + each, 0) / pairs.length) < 1e-6)
  }))
})

test('a group is the mean of its tokens, and must have some', () => {
  const states = { tokens: 3, hidden: 2, data: Float32Array.of(1, 2, 3, 4, 5, 9) }
  const { tokens, data } = meanRepresentations(states, [{ label: 'a', tokens: [0, 2] }, { label: 'b', tokens: [1] }])
  assert.deepEqual([tokens, [...data]], [2, [3, 5.5, 3, 4]])
  assert.throws(() => meanRepresentations(states, [{ label: 'none', tokens: [] }]), /The group "none" has no tokens/)
  assert.throws(() => meanRepresentations(states, [{ label: 'a', tokens: [3] }]), /no token 3 among 3/)
})
