import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { planLenses } from '../../../src/lens/planLenses.ts'
import { sayLens } from '../../../src/lens/sayLens.ts'
import { keyOf } from '../../../src/sessions/session.ts'
import { english } from '../english.ts'
import { apply, busySession, readySession, sliceOf } from '../makeSession.ts'

const text = 'fn add a b end other'
const symbol = (start: number, end: number, nameStart = start, nameEnd = end, slight = false) => ({ name: 'add', start, end, nameStart, nameEnd, slight })
const add = symbol(100, 114, 103, 106)
const session = readySession(text, 100)

test('the name\'s row and the share that stays inside, as the weights have them', () => {
  const [lens, ...others] = planLenses(session, [add])
  const { weights, keys } = session.shown!.slice!
  const at = (query: number, key: number): number => weights[query * keys + key]!
  assert.equal(others.length, 0)
  assert.deepEqual([lens!.at, lens!.tokens], [100, [2]])
  assert.deepEqual(lens!.targets, [{ label: 'other', weight: at(2, 6) }, { label: 'end', weight: at(2, 5) }])
  assert.ok(Math.abs(lens!.special - at(2, 0) - at(2, 7)) < 1e-6)
  const body = [1, 2, 3, 4, 5]
  const stays = body.map((query) => body.reduce((sum, key) => sum + at(query, key), 0)).reduce((sum, share) => sum + share) / body.length
  assert.ok(Math.abs(lens!.inside! - stays) < 1e-6)
})

test('symbols that are slight, reach outside the analysed text, or whose name an edit took have none', () => {
  assert.deepEqual(planLenses(session, [{ ...add, slight: true }, symbol(90, 114, 103, 106), symbol(100, 130, 103, 106)]), [])
  const edited = apply(session, { type: 'edited', edits: [{ offset: 104, length: 1, text: '' }], read: () => '' })
  assert.deepEqual(planLenses(edited, [{ ...add, end: 113, nameEnd: 105 }]), [])
  assert.deepEqual(planLenses(busySession(text), [symbol(0, 14, 3, 6)]), [])
})

test('whatever the weights, what stays inside is a share; of rows of nothing nothing is said', () => {
  const weigh = (weights: number[]) => {
    const slice = { ...sliceOf(session.shown!.analysis), weights: Float32Array.from(weights) }
    return planLenses(apply(session, { type: 'slice', key: { id: 's', version: 1 }, slice }), [add])[0]!
  }
  fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 64, maxLength: 64 }), (weights) => {
    const { inside } = weigh(weights)
    assert.ok(inside === null || (inside >= 0 && inside <= 1 + 1e-6))
  }))
  assert.equal(weigh(Array.from({ length: 64 }, () => 0)).inside, null)
})

test('the words above the symbol; a token that looks like an icon is none', () => {
  const plan = { at: 0, tokens: [1], direction: 'attendsTo' as const, targets: [{ label: 'total', weight: 0.1204 }, { label: '$(eye)', weight: 0.08 }], special: 0.7, specialMode: 'show' as const, inside: 0.634 }
  assert.equal(sayLens(plan, english), 'attends to total 0.120, $\u200b(eye) 0.080, special tokens 0.700 · 63 % stays inside')
  assert.equal(sayLens({ ...plan, targets: plan.targets.slice(0, 1), special: 0, inside: null }, english), 'attends to total 0.120')
  assert.equal(sayLens({ ...plan, direction: 'attendedBy', targets: plan.targets.slice(0, 1), special: 0, inside: null }, english), 'attended by total 0.120')
})

test('of a source, what the target’s tokens give to the name is told, and nothing stays inside', () => {
  const busy = busySession(text, 100)
  const { analysis } = readySession(text).shown!
  const written = ['<s>', 'uno', 'dos'].map((name, at) => ({ id: at, text: name, start: 0, end: at === 0 ? 0 : name.length, special: at === 0, segment: 1 }))
  const count = analysis.tokens.length
  const weights = Float32Array.from({ length: 2 * count }, (_, cell) => (cell % count === 2 ? [0.75, 0.25][Math.floor(cell / count)]! : 0))
  const both = apply(busy, { type: 'analysed', key: keyOf(busy), analysis: {
    ...analysis, tokens: [...analysis.tokens.map((token) => ({ ...token, segment: 0 })), ...written], layers: [{ name: 'cross.0', heads: 3 }], target: { text: 'uno dos', generated: true },
  } }, { type: 'slice', key: keyOf(busy), slice: { choice: { layer: 0, head: 0 }, queries: 2, keys: count, firstQuery: count + 1, firstKey: 0, weights } })
  const [lens] = planLenses(both, [add])
  assert.deepEqual([lens!.direction, lens!.targets, lens!.inside], ['attendedBy', [{ label: 'uno', weight: 0.75 }, { label: 'dos', weight: 0.25 }], null])
})
