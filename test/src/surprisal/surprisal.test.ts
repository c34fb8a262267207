import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PredictionTable } from '../../../protocol/predictions.ts'
import { stateMessage } from '../../../src/mounts/stateMessage.ts'
import { levels } from '../../../src/overlay/tintUnits.ts'
import { keyOf, type Session } from '../../../src/sessions/session.ts'
import { planSurprisal, shownSurprisal } from '../../../src/surprisal/planSurprisal.ts'
import { sayScale, surprisalMarkdown } from '../../../src/surprisal/saySurprisal.ts'
import { english } from '../english.ts'
import { apply, makeRun, readySession } from '../makeSession.ts'

/** Of "[CLS] the cat [SEP]", among 16 tokens. */
const table: PredictionTable = {
  first: 0, count: 4, surprisal: Float32Array.from([NaN, 4, 1, 8]), probability: Float32Array.from([NaN, 2 ** -4, 0.5, 2 ** -8]), rank: Int32Array.from([-1, 3, 0, 15]),
  likeliest: Int32Array.from([-1, -1, 0, 1, 1, 0, 0, 1, 0, 1]), likeliestProbability: Float32Array.from([NaN, NaN, 0.75, 0.125, 0.5, 0.25, 0.5, 0.25, 0.5, 0.25]), likeliestCount: 2,
  spellings: [{ id: 7, text: 'a|b', source: 'a|b', special: false }, { id: 101, text: 'cat', source: 'cat', special: false }], vocabulary: 16,
}

function surprised(): Session {
  const session = apply(readySession('the cat', 5), { type: 'surprised', on: true })
  return apply(session, { type: 'predicted', key: keyOf(session), table })
}

test('tints run from none to a blind guess, and a token that nothing comes before has none', () => {
  const plan = planSurprisal(surprised())!
  assert.equal(plan.top, 4)
  assert.deepEqual(plan.tints, [{ start: 0, end: 3, level: levels }, { start: 4, end: 7, level: Math.round(levels / 4) }])
  assert.equal(sayScale(plan, english), 'surprisal, 0 to 4.0 bits; mean 4.33 bits, perplexity 20.2')
})

test('the bytes of one character are one tint, of their sum', () => {
  const session = surprised()
  const { analysis } = session.shown!
  const tokens = analysis.tokens.map((token, index) => (index === 2 ? { ...token, start: 0, end: 3 } : token))
  const shared = { ...session, shown: { ...session.shown!, analysis: { ...analysis, tokens } }, surprisal: { ...session.surprisal!, table: { ...table, surprisal: Float32Array.from([NaN, 1, 2, NaN]) } } }
  assert.deepEqual(planSurprisal(shared)!.tints, [{ start: 0, end: 3, level: Math.round(levels * 3 / 4) }])
})

test('nothing is shown of another run, before the table has come, or once it is turned off', () => {
  const on = apply(readySession('the cat'), { type: 'surprised', on: true })
  assert.equal(planSurprisal(on), undefined)
  assert.equal(shownSurprisal(apply(surprised(), { type: 'surprised', on: false })), undefined)
  const again = apply(surprised(), { type: 'requested', run: makeRun('the cat', 2, 5) })
  assert.ok(shownSurprisal(again))
  const answered = apply(again, { type: 'analysed', key: keyOf(again), analysis: again.shown!.analysis })
  assert.equal(shownSurprisal(answered), undefined)
  assert.equal(apply(answered, { type: 'predicted', key: { id: answered.id, version: 1 }, table }), answered)
})

test('pages are told that the editor needs it', () => {
  assert.equal(stateMessage(surprised(), () => '').surprisal, true)
  assert.equal(stateMessage(readySession('the cat'), () => '').surprisal, undefined)
})

test('the hover says bits, probability, rank and the likeliest, and of a token that nothing comes before why not', () => {
  const said = surprisalMarkdown(surprised(), 1, english)!
  assert.match(said, /Surprisal 4\.00 bits · probability 6\.3 % · rank 4 of 16/)
  assert.match(said, /likeliest here/)
  assert.match(said, /\| a&#124;b \| <span[^|]*\| 75\.0 % \|/)
  assert.match(surprisalMarkdown(surprised(), 0, english)!, /No surprisal: nothing comes before this token\./)
  assert.equal(surprisalMarkdown(surprised(), 9, english), undefined)
})
