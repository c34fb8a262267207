import assert from 'node:assert/strict'
import { test } from 'node:test'
import { paragraphAround, textLimit, whyNot } from '../../../src/commands/takeText.ts'
import { english } from '../english.ts'

test('text is taken, 100,000 characters too', () => {
  assert.equal(whyNot('let x', english, 'en'), undefined)
  assert.equal(whyNot('word '.repeat(20_000), english, 'en'), undefined)
  assert.equal(whyNot('été 漢字 🙂\r\n\tx', english, 'en'), undefined)
})

test('each thing that cannot be taken gets a sentence with the next step', () => {
  for (const blank of ['', ' ', '\n\t\r\n', '\u3000']) assert.match(whyNot(blank, english, 'en')!, /select some text/)
  assert.match(whyNot('x'.repeat(textLimit + 1), english, 'en')!, /200,001.*200,000.*shorter/)
  assert.match(whyNot('PNG\0\0\0', english, 'en')!, /binary.*open a text file/)
  assert.match(whyNot('\ufffd\u0001\u0002abc', english, 'en')!, /binary/)
})

test('a paragraph reaches to the blank lines around it', () => {
  const lines = ['a', 'b', '', 'c', '  ', 'd']
  const around = (line: number) => paragraphAround(line, lines.length, (at) => lines[at]!.trim() === '')
  assert.deepEqual(around(0), [0, 1])
  assert.deepEqual(around(1), [0, 1])
  assert.deepEqual(around(3), [3, 3])
  assert.deepEqual(around(5), [5, 5])
  assert.equal(around(2), undefined)
})
