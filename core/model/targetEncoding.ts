import type { GenerationConfig } from '../generate/generationConfig.ts'
import { GazeError } from '../gazeError.ts'
import type { Token } from '../tokens/token.ts'
import type { Encoding, Tokenizer } from '../tokens/tokenizer.ts'

/** A decoder's whole input and the text that its tokens' spans are offsets into. */
export interface TargetEncoding extends Encoding {
  readonly text: string
}

/** A target text as the decoder takes it: behind its start token and the first token that the configuration forces. */
export function encodeTarget(text: string, tokenizer: Tokenizer, { start, forcedFirst }: GenerationConfig, maxTokens = Infinity): TargetEncoding {
  const first = [startToken(start), ...(forcedFirst === undefined ? [] : [forcedFirst])].map((id) => specialToken(id, tokenizer))
  const encoding = tokenizer.encode(text, { addSpecialTokens: false, maxTokens: maxTokens - first.length })
  const { truncated } = encoding
  return {
    ...targetOf([...first, ...encoding.tokens], text),
    ...(truncated && { truncated: { ...truncated, kept: truncated.kept + first.length, total: truncated.total + first.length } }),
  }
}

/** Ids as the decoder's whole input; their text is what they decode to. Throws where the model has no such id. */
export function targetOfIds(ids: readonly number[], tokenizer: Tokenizer, { vocabulary = Infinity }: Partial<GenerationConfig> = {}): TargetEncoding {
  const wrong = ids.find((id) => !Number.isSafeInteger(id) || id < 0 || id >= vocabulary)
  if (wrong !== undefined) throw new GazeError(`${wrong} is no token id of this model: give whole numbers from 0${vocabulary < Infinity ? ` to ${vocabulary - 1}` : ''}.`)
  const plain = ids.filter((id) => !tokenizer.spell(id).special)
  const text = tokenizer.decode(plain)
  const spans = spansOf(plain, text, tokenizer)
  let at = 0
  const tokens = ids.map((id): Token => {
    if (tokenizer.spell(id).special) return specialToken(id, tokenizer)
    return { id, text: tokenizer.spell(id).text, ...spans[at++]!, special: false }
  })
  return targetOf(tokens, text)
}

/** The start token that the configuration names; a GazeError where it names none. */
export function startToken(start: number | undefined): number {
  if (start !== undefined) return start
  throw new GazeError('The model\'s configuration does not say what its decoder begins with: add decoder_start_token_id to config.json, or give the decoder\'s whole input as ids.')
}

function specialToken(id: number, tokenizer: Tokenizer): Token {
  return { id, text: tokenizer.spell(id).text, start: 0, end: 0, special: true }
}

function targetOf(tokens: readonly Token[], text: string): TargetEncoding {
  return { tokens, text, segments: new Uint8Array(tokens.length), sources: new Uint8Array(tokens.length) }
}

type Span = Pick<Token, 'start' | 'end'>

/** Where ids stand in the text they decode to: as the tokenizer cuts it, where it cuts it so; else by what each id adds. */
function spansOf(ids: readonly number[], text: string, tokenizer: Tokenizer): Span[] {
  const again = tokenizer.encode(text, { addSpecialTokens: false }).tokens
  if (again.length === ids.length && again.every(({ id }, at) => id === ids[at])) return again.map(({ start, end }) => ({ start, end }))
  let before = ''
  return ids.map((_, at) => {
    const now = tokenizer.decode(ids.slice(0, at + 1))
    const start = Math.min(commonStart(before, now), text.length)
    before = now
    const end = Math.max(start, Math.min(now.length, text.length))
    const space = /^\s*/.exec(text.slice(start, end))![0].length
    return { start: space < end - start ? start + space : start, end }
  })
}

function commonStart(a: string, b: string): number {
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  return at
}
