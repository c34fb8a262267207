import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPassages } from '../../../src/commands/readPassages.ts'
import { stateMessage } from '../../../src/mounts/stateMessage.ts'
import { planOverlay } from '../../../src/overlay/planOverlay.ts'
import { focusTokens } from '../../../src/sessions/focusTokens.ts'
import { memoryOf, passagesIn, recall } from '../../../src/sessions/memory.ts'
import { placeAt } from '../../../src/sessions/place.ts'
import { keyOf, type Session } from '../../../src/sessions/session.ts'
import { analysisOf, apply, busySession, sliceOf, wordsOf } from '../makeSession.ts'

const document = '-- the dog barked -- it was hungry --'
const passages = [{ start: 3, end: 17 }, { start: 21, end: 34 }]
const read = (start: number, end: number): string => document.slice(start, end)
const pair = readPassages(passages, true, read)

/** As the worker tells it: the second text's tokens have offsets into it. */
function pairSession(): Session {
  const busy = { ...busySession(''), run: { ...busySession('').run, ...pair } }
  const [cls, ...first] = wordsOf('the dog barked')
  const tokens = [cls!, ...first, ...wordsOf('it was hungry').slice(1).map((token) => ({ ...token, segment: 1 }))]
  const analysis = { ...analysisOf(''), tokens }
  return apply(busy, { type: 'analysed', key: keyOf(busy), analysis }, { type: 'slice', key: keyOf(busy), slice: sliceOf(analysis) })
}

test('one passage is taken as it is, two one below the other, or as a pair', () => {
  assert.deepEqual(readPassages(passages.slice(0, 1), true, read), { text: 'the dog barked', place: placeAt(3, 14) })
  assert.equal(readPassages(passages, false, read).pair, undefined)
  assert.equal(readPassages([], false, read).text, '')
  assert.deepEqual(readPassages([{ start: 34, end: 99 }], false, read).place, placeAt(34, 3), 'no further than the document')
  assert.deepEqual([pair.text, pair.pair], ['the dog barked\nit was hungry', 15])
})

test('a page is told two texts', () => {
  const { text, pair: second } = stateMessage(pairSession(), () => '')
  assert.deepEqual([text, second], ['the dog barked', 'it was hungry'])
})

test('tokens of the second text are where the second selection is', () => {
  const session = apply(pairSession(), { type: 'caret', tokens: [1] })
  const { tokens } = session.shown!.analysis
  assert.deepEqual(tokens.filter(({ start, end }) => start < end).map(({ text, start, end }) => [text, pair.text.slice(start, end)])
    .filter(([name, there]) => name !== there), [])
  const tinted = planOverlay(session, 0, Infinity)!.tints.flat().map(({ start, end }) => document.slice(start, end)).sort()
  assert.deepEqual(tinted, ['barked', 'dog', 'hungry', 'it', 'the', 'was'])
  assert.deepEqual(focusTokens(tokens, session.run.place, [{ anchor: 24, active: 24 }]).map((token) => tokens[token]!.text), ['was'])
  const selections = passages.map(({ start, end }) => ({ anchor: start, active: end }))
  assert.deepEqual(focusTokens(tokens, session.run.place, selections).map((token) => tokens[token]!.text), ['barked', 'hungry'])
})

test('a pair is remembered as one', () => {
  const memory = JSON.parse(JSON.stringify(memoryOf(pairSession()))) as ReturnType<typeof memoryOf>
  assert.equal(recall(memory, document), pair.text)
  assert.equal(recall(memory, document.replace('hungry', 'thirsty')), undefined)
  assert.deepEqual([passagesIn(memory), memory.pair], [passages, 15])
})
