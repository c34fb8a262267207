import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { groupWeights } from '../../../core/attention/groupWeights.ts'
import { poolWeights } from '../../../core/attention/poolWeights.ts'
import { rangeGroups } from '../../../core/attention/rangeGroups.ts'
import { identifierRanges, lineRanges, wordRanges } from '../../../core/attention/textRanges.ts'
import { assertClose, layersOf, mathsCases, matrix, title, tokensOf } from './mathsCases.ts'

for (const each of mathsCases) {
  test(`groups as NumPy does: ${title(each)}`, () => {
    const layers = layersOf(each)
    const groups = each.groups.map((tokens, i) => ({ label: String(i), tokens }))
    const grouped = groupWeights(poolWeights(layers, layers.length - 1, 0), groups)
    assertClose(grouped.weights, each.grouped)
    assertClose(grouped.leftOut, each.leftOut)
  })
}

test('groups of queries and keys may differ; a bad group is said', () => {
  const head = matrix([[0.5, 0.25, 0.25], [0, 1, 0]])
  const both = { label: 'both', tokens: [0, 1] }
  const { weights, leftOut } = groupWeights(head, [both], [{ label: 'ends', tokens: [0, 2] }])
  assert.deepEqual([...weights, ...leftOut], [0.375, 0.625])
  assert.throws(() => groupWeights(head, [both, { label: 'again', tokens: [1] }]), { message: /Token 1 is in the groups "both" and "again"/ })
  assert.throws(() => groupWeights(head, [{ label: 'none', tokens: [] }]), { name: 'GazeError', message: /"none" has no tokens/ })
  assert.throws(() => groupWeights(head, [{ label: 'far', tokens: [2] }]), { name: 'GazeError', message: /no token 2 among 2/ })
})

const labels = (ranges: readonly { label: string }[]): string[] => ranges.map(({ label }) => label)

test('words, identifiers and lines of a text', () => {
  assert.deepEqual(labels(wordRanges('Don’t stop: e\u0301tudes, 3 dogs… 👩‍👩‍👧!')), ['Don’t', 'stop', ':', 'e\u0301tudes', ',', '3', 'dogs', '…', '👩‍👩‍👧!'])
  assert.deepEqual(labels(identifierRanges('self.myVar_2 += $x*3.14;\nÜber')), ['self', '.', 'myVar_2', '+=', '$x', '*', '3.14', ';', 'Über'])
  assert.deepEqual(lineRanges('a b\n\n  c'), [
    { start: 0, end: 4, label: 'a b' },
    { start: 4, end: 5, label: '⏎' },
    { start: 5, end: 8, label: 'c' },
  ])
  for (const ranges of [wordRanges, identifierRanges, lineRanges]) assert.deepEqual(ranges(''), [])
})

test('scripts without spaces are cut into words that lie one behind another', () => {
  const text = 'GPT 我喜欢学习。สวัสดีครับ'
  const ranges = wordRanges(text)
  assert.ok(ranges.length > 4)
  for (const { start, end, label } of ranges) assert.equal(text.slice(start, end), label)
})

const tokensIn = (groups: readonly { label: string; tokens: readonly number[] }[]): [string, readonly number[]][] =>
  groups.map(({ label, tokens }) => [label, tokens])

test('tokens go to the word or identifier that holds most of them', () => {
  const { tokens, text } = tokensOf(['[CLS]', 'my', '_', 'var', '.', 'run', 'Fast', '(', '"a', '")', '[SEP]'])
  assert.deepEqual(tokensIn(rangeGroups(tokens, text, identifierRanges(text))), [
    ['my_var', [1, 2, 3]], ['.', [4]], ['runFast', [5, 6]], ['("', [7]], ['a', [8]], ['")', [9]],
  ])
  assert.deepEqual(tokensIn(rangeGroups(tokens, text, wordRanges(text), 'special')), [
    ['[CLS]', [0]], ['my', [1]], ['_', [2]], ['var', [3]], ['.', [4]], ['runFast', [5, 6]], ['("', [7]], ['a', [8]], ['")', [9]], ['[SEP]', [10]],
  ])
})

test('of ranges that nest, the innermost has the token; what no range holds is left out', () => {
  const { tokens, text } = tokensOf(['if', ' (', 'a', ')', ' {', 'b', '}', 'c'])
  const ranges = [
    { start: 0, end: 10, label: 'if' },
    { start: 3, end: 6, label: 'condition' },
    { start: 7, end: 10, label: 'block' },
  ]
  assert.deepEqual(tokensIn(rangeGroups(tokens, text, ranges)), [['if', [0]], ['condition', [1, 2, 3]], ['block', [4, 5, 6]]])
  assert.deepEqual(tokensIn(rangeGroups(tokens, text, ranges.slice(1), 'all')), [
    ['if', [0]], ['condition', [1, 2, 3]], ['block', [4, 5, 6]], ['c', [7]],
  ])
})

test('with every other token alone, each token is in one group', () => {
  const piece = fc.constantFrom('[CLS]', 'a', ' b', '_', 'C(', ')', '\n', '  ', '', '字', '1.')
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 20 }), (pieces) => {
      const { tokens, text } = tokensOf(pieces)
      for (const ranges of [wordRanges(text), identifierRanges(text), lineRanges(text)]) {
        const all = rangeGroups(tokens, text, ranges, 'all').flatMap((group) => group.tokens)
        assert.deepEqual(all.sort((a, b) => a - b), tokens.map((_, token) => token))
      }
    }),
  )
})
