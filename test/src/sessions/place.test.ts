import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { editPlace, editPlaceAll, findPlace, type Edit } from '../../../src/sessions/editPlace.ts'
import { isIntact, locate, passagesOf, placeAt, placeOfPassages, textOffset, type Place } from '../../../src/sessions/place.ts'

const perform = (text: string, { offset, length, text: put }: Edit): string => text.slice(0, offset) + put + text.slice(offset + length)
const inverse = (before: string, { offset, length, text }: Edit): Edit => ({ offset, length: text.length, text: before.slice(offset, offset + length) })

/** A document, a stretch of it, and edits that fit it one after another. */
const scenario = fc.record({
  document: fc.string({ minLength: 1, maxLength: 40 }),
  cut: fc.tuple(fc.nat(), fc.nat()),
  edits: fc.array(fc.record({ at: fc.nat(), length: fc.nat(6), text: fc.string({ maxLength: 5 }) }), { maxLength: 12 }),
}).map(({ document, cut, edits }) => {
  const start = cut[0] % document.length
  const text = document.slice(start, start + 1 + (cut[1] % (document.length - start)))
  let now = document
  const states = [document]
  const fitted = edits.map(({ at, length, text: put }): Edit => {
    const offset = at % (now.length + 1)
    const edit = { offset, length: Math.min(length, now.length - offset), text: put }
    now = perform(now, edit)
    states.push(now)
    return edit
  })
  return { document, start, text, edits: fitted, states }
})

const follow = (place: Place, text: string, edit: Edit, after: string): Place =>
  editPlaceAll(place, text, [edit], (from, to) => after.slice(from, to))

test('what is located after any edits reads as it did', () => {
  fc.assert(fc.property(scenario, ({ start, text, edits, states }) => {
    const place = edits.reduce(editPlace, placeAt(start, text.length))
    const now = states.at(-1)!
    for (const { from, to, at } of place.segments) assert.equal(now.slice(at, at + to - from), text.slice(from, to))
    for (let index = 0; index < text.length; index++) {
      const at = locate(place, index, index + 1)
      if (!at) continue
      assert.equal(now.slice(at.start, at.end), text[index])
      assert.notEqual(textOffset(place, at.start), undefined)
    }
    assert.ok(place.start <= place.end && place.end <= now.length, 'the range stays inside the document')
  }))
})

test('taking every edit back makes the place intact again, where it was, unless the same text turned up elsewhere', () => {
  fc.assert(fc.property(scenario, ({ start, text, edits, states }) => {
    fc.pre(states.every((state, count) => {
      const { segments } = edits.slice(0, count).reduce(editPlace, placeAt(start, text.length))
      const own = segments.find(({ from, to }) => to - from === text.length)?.at ?? -1
      return state.indexOf(text) === own && state.lastIndexOf(text) === own
    }))
    let place = placeAt(start, text.length)
    edits.forEach((edit, index) => {
      place = follow(place, text, edit, states[index + 1]!)
    })
    for (let index = edits.length - 1; index >= 0; index--) {
      place = follow(place, text, inverse(states[index]!, edits[index]!), states[index]!)
    }
    assert.ok(isIntact(place))
    assert.equal(states[0]!.slice(place.start, place.end), text)
  }))
})

test('an edit before shifts, one behind does nothing, one inside breaks', () => {
  const place = placeAt(10, 20)
  assert.deepEqual(editPlace(place, { offset: 0, length: 2, text: 'abcde' }), placeAt(13, 20))
  assert.equal(editPlace(place, { offset: 30, length: 0, text: 'x' }), place)
  const broken = editPlace(place, { offset: 15, length: 1, text: '' })
  assert.equal(isIntact(broken), false)
  assert.deepEqual(locate(broken, 0, 5), { start: 10, end: 15 })
  assert.equal(locate(broken, 4, 7), undefined)
  assert.deepEqual(locate(broken, 6, 8), { start: 15, end: 17 })
})

test('several edits of one change count from the document before it', () => {
  const before = 'aa WORD bb'
  const after = 'a WORD b'
  const place = editPlaceAll(placeAt(3, 4), 'WORD', [{ offset: 0, length: 1, text: '' }, { offset: 8, length: 1, text: '' }], (from, to) => after.slice(from, to))
  assert.equal(after.slice(place.start, place.end), before.slice(3, 7))
})

test('text that was cut is found where it is pasted', () => {
  const cut = editPlaceAll(placeAt(5, 4), 'WORD', [{ offset: 4, length: 6, text: '' }], (from, to) => 'some text'.slice(from, to))
  assert.equal(isIntact(cut), false)
  const pasted = editPlaceAll(cut, 'WORD', [{ offset: 0, length: 0, text: ' WORD ' }], (from, to) => ' WORD some text'.slice(from, to))
  assert.deepEqual(pasted, placeAt(1, 4))
})

test('a reopened document is searched', () => {
  assert.deepEqual(findPlace(placeAt(2, 2), 'cd', 'abcdcd'), placeAt(2, 2))
  assert.deepEqual(findPlace(placeAt(0, 2), 'cd', 'abcd'), placeAt(2, 2))
  assert.equal(isIntact(findPlace(placeAt(0, 2), 'cd', 'nothing')), false)
})

const both = 'first\nsecond'
const pair = placeOfPassages([{ start: 10, end: 15 }, { start: 30, end: 36 }])

test('two passages are one text, each where the document has it; edits between them only shift the second', () => {
  assert.deepEqual([pair.start, pair.end, isIntact(pair)], [10, 36, true])
  assert.deepEqual([locate(pair, 0, 5), locate(pair, 6, 12), locate(pair, 3, 8)], [{ start: 10, end: 15 }, { start: 30, end: 36 }, undefined])
  assert.deepEqual([textOffset(pair, 12), textOffset(pair, 31), textOffset(pair, 20)], [2, 7, undefined])
  const shifted = editPlace(pair, { offset: 20, length: 1, text: 'abc' })
  assert.deepEqual([isIntact(shifted), locate(shifted, 6, 12)], [true, { start: 32, end: 38 }])
  assert.deepEqual(passagesOf(shifted), [{ start: 10, end: 15 }, { start: 32, end: 38 }])
})

test('a passage that was damaged is intact again after an undo, the other one all the time', () => {
  const document = `${'.'.repeat(10)}first${'.'.repeat(15)}second...`
  const edit = { offset: 12, length: 1, text: '' }
  const changed = perform(document, edit)
  const broken = editPlaceAll(pair, both, [edit], (from, to) => changed.slice(from, to))
  assert.deepEqual([isIntact(broken), locate(broken, 6, 12)], [false, { start: 29, end: 35 }])
  assert.deepEqual(editPlaceAll(broken, both, [inverse(document, edit)], (from, to) => document.slice(from, to)), pair)
  const gone = editPlaceAll(pair, both, [{ offset: 30, length: 6, text: '' }], () => '')
  assert.deepEqual(passagesOf(gone), [{ start: 10, end: 15 }])
  assert.deepEqual(findPlace(gone, both, document), pair)
})

test('one passage is a plain place', () => {
  assert.deepEqual(placeOfPassages([{ start: 3, end: 9 }]), placeAt(3, 6))
})
