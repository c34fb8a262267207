import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EngineCalls } from '../../../protocol/engine.ts'
import { greedy, type NextPlace, type PredictionTable } from '../../../protocol/predictions.ts'
import { liveOf } from '../../../webview/state/pageState.ts'
import { noNeeds } from '../../../webview/state/needs.ts'
import { reply, session, slice } from './session.ts'
import { settled, start } from './startController.ts'

type NextRequest = EngineCalls['next']['request']

const predicting = { analysis: { ...reply().analysis, predicts: true }, thumbnails: reply().thumbnails }
const table: PredictionTable = {
  first: 0, count: 2, surprisal: Float32Array.from([NaN, 3]), probability: Float32Array.from([NaN, 0.125]), rank: Int32Array.from([-1, 2]),
  likeliest: Int32Array.from([-1, 0, 0]), likeliestProbability: Float32Array.from([NaN, 0.5, 0.25]), likeliestCount: 1,
  spellings: [{ id: 7, text: 'c', source: 'c', special: false }], vocabulary: 16,
}
const next = (id: number, part: Partial<NextPlace> = {}): NextPlace => ({
  candidates: [], kept: 1, keptProbability: 0.5, drawn: { id, text: String(id), source: String(id), special: false, share: 1, probability: 0.5 },
  ends: false, full: false, text: '', row: Float32Array.from([0.5, 0.5]), ...part,
})
const need = { ...noNeeds, predictions: true, next: { place: 2, sampling: greedy, choice: { layer: 0, head: 0 } } }

async function begin(part = {}) {
  const page = start()
  page.show(session(part))
  await page.answer(page.last(), predicting)
  await page.answer(page.last(), slice({ layer: 0, head: 0 }))
  page.controller.need(need)
  return page
}
const drawn = (page: Awaited<ReturnType<typeof begin>>) => liveOf(page.controller.state)!.continuing.tokens.map(({ id }) => id)

test('predictions are asked for once, and then what may come next', async () => {
  const page = await begin()
  assert.equal(page.last().call, 'predictions')
  await page.answer(page.last(), table)
  assert.equal(page.last().call, 'next')
  const { asked } = page
  assert.deepEqual(asked.at(-1)!.request, { key: { id: 'a', version: 1 }, ...need.next, after: [] })
  await page.answer(page.last(), next(5))
  assert.equal(asked.length, 4)
})

test('tokens are written one by one, each asked for behind the ones before, and no more than wanted', async () => {
  const page = await begin()
  await page.answer(page.last(), table)
  await page.answer(page.last(), next(5))
  page.controller.writeOn(3)
  await settled()
  assert.deepEqual(drawn(page), [5])
  for (const id of [6, 7, 8]) {
    const { request } = page.last()
    assert.deepEqual((request as NextRequest).after, drawn(page))
    await page.answer(page.last(), next(id))
  }
  assert.deepEqual(drawn(page), [5, 6, 7])
  page.controller.throwAway()
  assert.deepEqual(drawn(page), [])
  assert.deepEqual((page.last().request as NextRequest).after, [])
})

test('stopping, an end token and a full model each end it, and the end token is not written', async () => {
  const page = await begin()
  await page.answer(page.last(), table)
  await page.answer(page.last(), next(5))
  page.controller.writeOn(10)
  page.controller.writeOn(0)
  await page.answer(page.last(), next(6))
  assert.deepEqual(drawn(page), [5])
  page.controller.writeOn(10)
  await settled()
  await page.answer(page.last(), next(0, { ends: true }))
  assert.deepEqual([drawn(page), liveOf(page.controller.state)!.continuing.left], [[5, 6], 0])
  page.controller.writeOn(10)
  await settled()
  assert.deepEqual(drawn(page), [5, 6])
})

test('a failure stops the writing and keeps what was written; asked again, it goes on', async () => {
  const page = await begin()
  await page.answer(page.last(), table)
  await page.answer(page.last(), next(5))
  page.controller.writeOn(4)
  await settled()
  page.last().reject(Object.assign(new Error('x'), { failure: { message: 'No.', blame: 'input' } }))
  await settled()
  const { continuing } = liveOf(page.controller.state)!
  assert.deepEqual([drawn(page), continuing.left, continuing.failed?.failure.message], [[5], 0, 'No.'])
  page.controller.writeOn(1)
  await page.answer(page.last(), next(6))
  assert.deepEqual(drawn(page), [5, 6])
})

test('the editor’s overlay is fed where it wants it, and told why where it cannot be', async () => {
  const page = await begin({ surprisal: true })
  await page.answer(page.last(), table)
  assert.equal(page.posted.filter(({ type }) => type === 'predicted').length, 1)
  page.show(session({ surprisal: true, focus: [1] }))
  assert.equal(page.posted.filter(({ type }) => type === 'predicted').length, 1)
  const other = await begin({ surprisal: true })
  other.last().reject(Object.assign(new Error('x'), { failure: { message: 'No.', blame: 'input' } }))
  await settled()
  assert.equal(other.posted.filter(({ type }) => type === 'unpredicted').length, 1)
  other.controller.need(noNeeds)
  await settled()
  assert.equal(other.asked.filter(({ call }) => call === 'predictions').length, 1)
})

test('a model without logits is never asked', async () => {
  const page = start()
  page.show(session({ surprisal: true }))
  await page.answer(page.last(), reply())
  await page.answer(page.last(), slice({ layer: 0, head: 0 }))
  page.controller.need(need)
  await settled()
  assert.ok(page.asked.every(({ call }) => call !== 'predictions'))
})
