import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { nodeFolder } from '../../../cli/nodeFolder.ts'
import { openTokenizer } from '../../../core/index.ts'

const path = join(import.meta.dirname, '../../fixtures/pairs/marian_spm')
const expected = JSON.parse(readFileSync(join(path, 'expected.json'), 'utf8')) as {
  sources: { text: string; ids: number[] }[]
  targets: { text: string; ids: number[]; decoded: string }[]
}

test('a Marian model\'s two SentencePiece files give the ids of transformers', async () => {
  const { tokenizer, target, maxTokens } = await openTokenizer(nodeFolder(path, 'marian_spm'))
  assert.equal(maxTokens, 64)
  for (const { text, ids } of expected.sources) assert.deepEqual(tokenizer.encode(text).tokens.map(({ id }) => id), ids, JSON.stringify(text))
  for (const { text, ids, decoded } of expected.targets) {
    assert.deepEqual(target!.encode(text).tokens.map(({ id }) => id), ids, text)
    assert.equal(target!.decode(ids), decoded)
  }
})

test('their spans lie in the text, in order, a language code as one token', async () => {
  const { tokenizer } = await openTokenizer(nodeFolder(path, 'marian_spm'))
  for (const { text } of expected.sources) {
    let before = 0
    for (const { start, end, special } of tokenizer.encode(text).tokens) {
      if (special) continue
      assert.ok(before <= start && start <= end && end <= text.length, JSON.stringify(text))
      before = start
    }
  }
  const [code, the] = tokenizer.encode('>>spa<< the dog').tokens
  assert.deepEqual([code!.text, code!.start, code!.end], ['>>spa<<', 0, 7])
  assert.equal('>>spa<< the dog'.slice(the!.start, the!.end).trim(), 'the'.slice(0, the!.text.length - 1))
  assert.equal(tokenizer.spell(tokenizer.encode('漢').tokens.at(-2)!.id).text, '<unk>')
  const cut = tokenizer.encode('the cat sat on the mat.', { maxTokens: 4 })
  assert.deepEqual([cut.tokens.length, cut.tokens.at(-1)!.text, cut.truncated!.kept], [4, '</s>', 4])
})
