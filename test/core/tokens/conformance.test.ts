import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { digestOf, expectedOf, lines, names, rowOf, tokenizerOf } from './expected.ts'

for (const name of names) {
  describe(`${name} agrees with Python tokenizers`, () => {
    const tokenizer = tokenizerOf(name)
    const expected = expectedOf(name)

    test('ids, spans, special flags and segments, in full', () => {
      const step = lines.length / expected.full.length
      expected.full.forEach((row, i) => {
        const line = lines[i * step]!
        assert.deepEqual(rowOf(tokenizer.encode(line)), row, JSON.stringify(line))
      })
    })

    test('the same of every line, by digest', () => {
      assert.equal(expected.digests.length, 8 * lines.length)
      const differ = lines.filter((line, i) => digestOf(tokenizer.encode(line)) !== expected.digests.slice(8 * i, 8 * i + 8))
      assert.deepEqual(differ, [])
    })

    test('pairs of texts', () => {
      for (const [first, second, ...row] of expected.pairs) {
        const encoding = tokenizer.encode(lines[first]!, { pair: lines[second]! })
        assert.deepEqual(rowOf(encoding), row, JSON.stringify([lines[first], lines[second]]))
      }
    })

    test('texts cut to fit', () => {
      for (const [first, second, most, ...row] of expected.cut) {
        const pair = second === null ? {} : { pair: lines[second]! }
        const encoding = tokenizer.encode(lines[first]!, { ...pair, maxTokens: most })
        const [ids, , special, segments] = rowOf(encoding)
        assert.deepEqual([ids, special, segments], row, JSON.stringify([lines[first], pair, most]))
      }
    })
  })
}
