import assert from 'node:assert/strict'
import { test } from 'node:test'
import { groupByNodes } from '../../../src/grouping/groupByNodes.ts'
import { semanticRanges } from '../../../src/grouping/semanticRanges.ts'
import { editPlace } from '../../../src/sessions/editPlace.ts'
import { placeAt } from '../../../src/sessions/place.ts'
import { wordsOf } from '../makeSession.ts'

const text = 'fn add a b end other'
const tokens = wordsOf(text)
const node = (label: string, start: number, end: number) => ({ label, start, end })
const add = node('add', 50, 64)
const name = node('name', 53, 56)

test('a token goes to the smallest node around it; outside all nodes it is alone', () => {
  assert.deepEqual(groupByNodes(tokens, text, placeAt(50, text.length), [add, name]), [
    { label: '[CLS]', tokens: [0] }, { label: 'add', tokens: [1, 3, 4, 5] }, { label: 'name', tokens: [2] },
    { label: 'other', tokens: [6] }, { label: '[SEP]', tokens: [7] },
  ])
})

test('without syntax every token is alone; an edit leaves what it touched alone', () => {
  assert.equal(groupByNodes(tokens, text, placeAt(50, text.length), []).length, tokens.length)
  const edited = editPlace(placeAt(50, text.length), { offset: 57, length: 1, text: '' })
  assert.deepEqual(groupByNodes(tokens, text, edited, [node('add', 50, 63)]).map(({ tokens: members }) => members), [[0], [1, 2, 4, 5], [3], [6], [7]])
})

test('semantic tokens count from the one before', () => {
  assert.deepEqual(semanticRanges(Uint32Array.of(2, 4, 3, 0, 0, 0, 5, 1, 1, 0, 1, 2, 6, 0, 0)), [
    { line: 2, character: 4, length: 3 }, { line: 2, character: 9, length: 1 }, { line: 3, character: 2, length: 6 },
  ])
  assert.deepEqual(semanticRanges(new Uint32Array(3)), [])
})
