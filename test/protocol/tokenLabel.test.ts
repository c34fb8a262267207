import assert from 'node:assert/strict'
import { test } from 'node:test'
import { spokenToken, tokenLabel } from '../../protocol/tokenLabel.ts'

function labels(text: string, tokens: [text: string, start: number, end: number, special?: boolean][]): string[] {
  const spans = tokens.map(([spelling, start, end, special = false], id) => ({ id, text: spelling, start, end, special }))
  return spans.map((_, index) => tokenLabel(spans, index, text))
}

test('WordPiece tokens keep the vocabulary\'s spelling', () => {
  assert.deepEqual(
    labels('Const', [['[CLS]', 0, 0, true], ['con', 0, 3], ['##st', 3, 5], ['[UNK]', 0, 5], ['[SEP]', 5, 5, true]]),
    ['[CLS]', 'con', '##st', '[UNK]', '[SEP]'])
})

test('leading spaces of byte-level and sentencepiece tokens show as a dot', () => {
  assert.deepEqual(labels('a sum', [['a', 0, 1], ['Ġsum', 1, 5]]), ['a', '·sum'])
  assert.deepEqual(labels('a sum', [['▁a', 0, 1], ['▁sum', 2, 5]]), ['·a', '·sum'])
})

test('bytes of other scripts show as the text they stand for', () => {
  assert.deepEqual(labels(' 你好é', [['Ġä½łå¥½', 0, 3], ['Ã©', 3, 4]]), ['·你好', 'é'])
})

test('the parts of one character are numbered', () => {
  assert.deepEqual(labels('👩x', [['ðŁ', 0, 2], ['ĳ', 0, 2], ['©', 0, 2], ['x', 2, 3]]), ['👩₁', '👩₂', '👩₃', 'x'])
})

test('white space can be seen, and has a name when spoken', () => {
  assert.deepEqual(labels('\n\t  \r\n', [['Ċ', 0, 1], ['ĉ', 1, 2], ['ĠĠ', 2, 4], ['čĊ', 4, 6]]), ['↵', '⇥', '··', '↵'])
  assert.deepEqual(['·sum', '↵', '⇥', '··', '##st'].map((label) => spokenToken(label, (text) => text)), ['sum', 'line break', 'tab', 'space', '##st'])
})
