import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bracketPartners } from '../../../core/attention/bracketPartners.ts'
import { headStatistics, statisticNames, statisticsOfHeads } from '../../../core/attention/headStatistics.ts'
import { textFacts } from '../../../core/attention/textFacts.ts'
import { assertClose, layersOf, mathsCases, matrix, textOf, title, tokensOf } from './mathsCases.ts'

for (const each of mathsCases) {
  test(`statistics of every head as NumPy has them: ${title(each)}`, () => {
    const { tokens, text } = textOf(each)
    const table = statisticsOfHeads(layersOf(each), textFacts(tokens, text))
    for (const name of statisticNames) {
      const expected = each.statistics.flatMap((layer) => Array.from({ length: table.heads }, (_, head) => layer[head]?.[name] ?? null))
      assertClose(table[name], expected)
    }
  })
}

function partnersOf(...pieces: string[]): [number, readonly number[]][] {
  const { tokens, text } = tokensOf(pieces)
  return [...bracketPartners(tokens, text)]
}

test('brackets find their partners over tokens of several characters', () => {
  assert.deepEqual(partnersOf('[CLS]', 'f', '(', 'a', '[', '0', '])', ';', '[SEP]'), [[6, [4, 2]]])
  assert.deepEqual(partnersOf('x', '()', '(', '))'), [[3, [2]]])
  assert.deepEqual(partnersOf(' ((', 'a', ')', ')'), [[2, [0]], [3, [0]]])
  assert.deepEqual(partnersOf('「', '字', '」'), [[2, [0]]])
})

test('brackets that do not fit are passed over or given up', () => {
  assert.deepEqual(partnersOf('(', ']', ')'), [[2, [0]]])
  assert.deepEqual(partnersOf('(', '[', ')', ']'), [[2, [0]]])
  assert.deepEqual(partnersOf(')', '('), [])
})

test('induction is mass after an earlier same token, duplicate mass on it', () => {
  const { tokens, text } = tokensOf(['[CLS]', 'a', 'b', 'c', 'a'])
  const facts = textFacts(tokens, text)
  const uniform = [0.2, 0.2, 0.2, 0.2, 0.2]
  const { duplicate, induction } = headStatistics(matrix([uniform, uniform, uniform, uniform, [0.1, 0.2, 0.6, 0.1, 0]]), facts)
  assertClose([duplicate, induction], [0.2, 0.6])
  const twice = tokensOf(['a', 'a'])
  assert.ok(Number.isNaN(headStatistics(matrix([[1, 0], [0.5, 0.5]]), textFacts(twice.tokens, twice.text)).induction))
})

test('cross-attention has entropy and a special share, and nothing that needs positions', () => {
  const { tokens, text } = tokensOf(['[CLS]', 'a'])
  const { entropy, special, ...others } = headStatistics(matrix([[0.5, 0.5], [0.5, 0.5], [0, 0]]), textFacts(tokens, text), true)
  assertClose([entropy, special], [1, 0.5])
  for (const value of Object.values(others)) assert.ok(Number.isNaN(value))
  assert.throws(() => headStatistics(matrix([[1, 0]]), textFacts(tokens, text)), { name: 'GazeError', message: /1 queries and 2 keys/ })
})
