import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { escapeMarkdown } from '../../../src/hover/escapeMarkdown.ts'

const inert = /^(?:[\p{L}\p{N}\p{M} ·]|&#\d+;)*$/u

function decode(markdown: string): string {
  return markdown.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
}

test('any text becomes letters, digits, spaces and character references', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
    assert.match(escapeMarkdown(text), inert)
  }), { numRuns: 500 })
})

test('what is seen of a text is the text', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
    assert.equal(decode(escapeMarkdown(text)), text)
  }))
  for (const text of ['été', '漢字', '🙂', '👩‍🚀', 'a|b', '<script>', '**x**', '[a](command:x)', '$(gear)', '&lt;', 'www.example.com']) {
    assert.equal(decode(escapeMarkdown(text)), text)
  }
})

test('what cannot be seen is marked, what turns the direction cannot', () => {
  assert.equal(escapeMarkdown('a\u202eb\u0000c\ud800'), 'a·b·c·')
  assert.equal(escapeMarkdown('a\nb\tc'), 'a b c')
})
