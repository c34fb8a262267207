import { globSync, readFileSync } from 'node:fs'
import { createTokenizer, type Encoding, type Tokenizer } from '../../../core/index.ts'

type Row = readonly [ids: number[], spans: number[], special: string, segments: string]

/** What test/fixtures/tokens/make.py wrote for one tokenizer; see there. */
interface Expected {
  readonly full: readonly Row[]
  readonly digests: string
  readonly pairs: readonly (readonly [first: number, second: number, ...Row])[]
  readonly cut: readonly (readonly [
    first: number, second: number | null, most: number, ids: number[], special: string, segments: string,
  ])[]
}

const folder = 'test/fixtures/tokens'
export const lines = readJson(`${folder}/lines.json`) as readonly string[]

/** All tokenizers of the fixtures, MiniLM's with its real vocabulary. */
export const names: readonly string[] = globSync(`${folder}/*.expected.json`).map((path) => /(\w+)\.expected/.exec(path)![1]!).sort()

export function tokenizerOf(name: string): Tokenizer {
  return createTokenizer(
    readJson(name === 'minilm' ? 'media/models/minilm/tokenizer.json' : `${folder}/${name}.tokenizer.json`), undefined,
  )
}

export function expectedOf(name: string): Expected {
  return readJson(`${folder}/${name}.expected.json`) as Expected
}

export function rowOf({ tokens, segments }: Encoding): Row {
  return [
    tokens.map((token) => token.id), tokens.flatMap((token) => [token.start, token.end]),
    tokens.map((token) => Number(token.special)).join(''), segments.join(''),
  ]
}

/** FNV-1a over id, start, end, special flag and segment of each token, as eight hexadecimal digits. */
export function digestOf({ tokens, segments }: Encoding): string {
  let value = 0x811c9dc5
  tokens.forEach((token, i) => {
    for (const part of [token.id, token.start, token.end, Number(token.special), segments[i]!]) {
      value = Math.imul(value ^ part, 0x01000193)
    }
  })
  return (value >>> 0).toString(16).padStart(8, '0')
}

export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'))
}
