import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { tourStops } from '../../../protocol/tour.ts'
import { stopPlan, tourModel } from '../../../src/tour/tourPlan.ts'
import { runCli } from '../../cli/runCli.ts'
import { readNpz } from '../../readNpz.ts'

const scratch = mkdtempSync(join(tmpdir(), 'tour-'))
after(() => { rmSync(scratch, { recursive: true }) })

const textOf = (sample: string): string => readFileSync(join('media/tour', sample), 'utf8').trimEnd()

test('the words that stops look from are in their bundled texts', () => {
  for (const stop of tourStops) {
    const { sample, word } = stopPlan(stop)
    assert.ok(textOf(sample).includes(word), stop)
  }
  assert.equal(textOf('dog.txt'), 'The dog chased the ball.')
  assert.equal(textOf('bank.txt').match(/\bbank\b/g)?.length, 2)
})

test('the heads of the tour do what is said of them', async () => {
  const out = join(scratch, 'dog.npz')
  const { code, stdout, stderr } = await runCli(['capture', tourModel.slice('bundled:'.length), '--text', textOf('dog.txt'), '--layers', '0', '--out', out, '--json'])
  assert.equal(code, 0, stderr)
  const tokens = (JSON.parse(stdout) as { tokens: { text: string; special: boolean }[] }).tokens
  const { shape, data } = readNpz(readFileSync(out))['encoder.0']!
  const [, , keys] = shape as [number, number, number]
  const row = (choice: { head: unknown }, query: number): number[] =>
    [...data.subarray((Number(choice.head) * keys + query) * keys, (Number(choice.head) * keys + query + 1) * keys)] as number[]
  const at = (word: string): number => tokens.findIndex(({ text }) => text === word)
  const mostOf = (word: string): string => {
    const weights = row(stopPlan('selfAttention').choice, at(word))
    const texts = tokens.map((_, token) => token).filter((token) => !tokens[token]!.special && token !== at(word))
    return tokens[texts.reduce((best, token) => (weights[token]! > weights[best]! ? token : best))]!.text
  }
  assert.deepEqual(['dog', 'ball', 'chased'].map(mostOf), ['chased', 'chased', 'ball'])
  for (let query = 2; query < tokens.length - 1; query++) assert.ok(row(stopPlan('heads').choice, query)[query - 1]! > 0.9)
  for (const stop of tourStops) assert.equal(stopPlan(stop).choice.layer, 0)
})
