import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TokenSpan } from '../../../protocol/attention.ts'
import { tourStops } from '../../../protocol/tour.ts'
import { noComparing } from '../../../webview/state/comparing.ts'
import type { Live } from '../../../webview/state/pageState.ts'
import { noStepping } from '../../../webview/state/stepping.ts'
import { noContinuing } from '../../../webview/state/continuing.ts'
import { noPredicting } from '../../../webview/state/predicting.ts'
import { tourFacts } from '../../../webview/views/tour/tourFacts.ts'
import { tourSentences } from '../../../webview/views/tour/tourWords.ts'
import { tourTitle } from '../../../webview/views/tour/tourTitles.ts'
import { reply, session } from '../state/session.ts'

const layers = [{ name: 'encoder.0', heads: 2 }, { name: 'encoder.1', heads: 2 }]
const choice = { layer: 0, head: 1 }
const labels = ['[CLS]', 'dog', 'chased', 'ball']
const tokens = labels.map((text, id): TokenSpan => ({ id, text, start: id, end: id + 1, special: id === 0 }))
const weights = Float32Array.from([0.25, 0.25, 0.25, 0.25, 0.2, 0.1, 0.6, 0.1, 0.1, 0.05, 0.15, 0.7, 0.2, 0.1, 0.65, 0.05])
const live: Live = {
  key: session().key, text: 'dog chased ball', modelLabel: 'M', ...reply(), groups: null,
  analysis: { ...reply().analysis, tokens, layers }, slice: { choice, queries: 4, keys: 4, weights }, slices: [],
  statistics: null, pictures: null, looked: new Map(), stepping: noStepping, comparing: noComparing, predicting: noPredicting, continuing: noContinuing,
}
const state = session({ choice, focus: [1], tour: 'softmax' })
const facts = tourFacts(state, live, labels)

test('before the model has answered, no number is said', () => {
  const nothing = tourFacts(state, null, [])
  for (const stop of tourStops) assert.doesNotMatch(tourSentences(stop, nothing, choice, []).join(' '), /\d\.\d/, stop)
})

test('weights of another head than the chosen one are not taken for its', () => {
  assert.equal(tourFacts({ ...state, choice: { layer: 1, head: 1 } }, live, labels).query, undefined)
})

test('the numbers are those of the row', () => {
  assert.ok(tourSentences('softmax', facts, choice, layers).includes('“dog” gives “chased” 0.600, “ball” 0.100, and the special tokens 0.200.'))
  assert.equal(tourSentences('selfAttention', facts, choice, layers)[1],
    'In layer 1 head 2, “chased” looks most at “ball” (0.700), “ball” at “chased” (0.650), and “dog” at “chased” (0.600).')
  assert.match(tourSentences('heads', facts, choice, layers).join(' '), /Layer 1 has 2 heads .* 0\.350 of their weight .* all 4 heads/)
})

test('what the verb does is said only where the model does it', () => {
  const grammar = /find each other/
  assert.match(tourSentences('selfAttention', facts, choice, layers).join(' '), grammar)
  const other = { ...live, slice: { ...live.slice!, weights: weights.map((_, index) => (index % 4 === 1 ? 1 : 0)) } }
  assert.doesNotMatch(tourSentences('selfAttention', tourFacts(state, other, labels), choice, layers).join(' '), grammar)
})

test('what if: both numbers, the model\'s and the worked out', () => {
  const step = { layer: 0, head: 1, token: 1, keyCount: 4, heads: 2, weights: weights.subarray(4, 8), missing: {} }
  const result = { scores: new Float32Array(4), weights: Float32Array.from([0, 0.9, 0.1, 0]), context: new Float32Array(2) }
  const of = { choice: { layer: 0, head: 1, query: 1 }, change: { window: 1 } }
  const changed = tourFacts(state, { ...live, stepping: { ...noStepping, found: step, changed: { of, result } } }, labels)
  assert.deepEqual(tourSentences('reach', changed, choice, layers).slice(1), [
    'What if “dog” saw no token more than 1 away? That is worked out beside the model’s own numbers, and is not the model’s.',
    '“chased” goes from 0.600 to 0.100, “dog” from 0.100 to 0.900.',
  ])
})

test('every stop has a title of its own', () => {
  assert.equal(new Set(tourStops.map(tourTitle)).size, tourStops.length)
})
