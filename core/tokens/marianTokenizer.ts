import { createTokenizer } from './createTokenizer.ts'
import { sentencePieceJson } from './sentencePiece.ts'
import type { Token } from './token.ts'
import type { EncodeOptions, Encoding, Tokenizer } from './tokenizer.ts'

type Json = Readonly<Record<string, unknown>>

/** Which language to translate to, in front of the text: one token where the vocabulary has it. */
const languageCode = /^>>.+<</

/**
 * The tokenizer of one side of a Marian model: a SentencePiece model cuts the text, and vocab.json numbers the pieces. Its
 * end token follows every text. Throws a GazeError for a damaged file.
 */
export function marianTokenizer(spm: Uint8Array, file: string, vocabulary: Json, config: Json = {}): Tokenizer {
  const ids = new Map(Object.entries(vocabulary).filter((entry): entry is [string, number] => typeof entry[1] === 'number'))
  const texts = new Map([...ids].map(([text, id]) => [id, text]))
  const named = (name: string, usual: string): number | undefined => ids.get(textOf(config[name]) ?? usual)
  const [unknown, end] = [named('unk_token', '<unk>'), named('eos_token', '</s>')]
  const specials = new Set([end, named('pad_token', '<pad>')])
  const typed = [unknown, ...specials].flatMap((id) => (id === undefined ? [] : [texts.get(id)!]))
  const pieces = createTokenizer(sentencePieceJson(spm, file, typed), undefined)

  const cut = (text: string): Token[] => {
    const code = languageCode.exec(text)?.[0] ?? ''
    const numbered = pieces.encode(text.slice(code.length), { addSpecialTokens: false }).tokens.map((token): Token => {
      const id = ids.get(token.text) ?? unknown ?? 0
      return { ...token, id, text: texts.get(id) ?? token.text, start: token.start + code.length, end: token.end + code.length }
    })
    const id = ids.get(code) ?? unknown ?? 0
    return code ? [{ id, text: texts.get(id) ?? code, start: 0, end: code.length, special: false }, ...numbered] : numbered
  }

  return {
    encode(text: string, { pair, addSpecialTokens = true, maxTokens = Infinity }: EncodeOptions = {}): Encoding {
      const all = [cut(text), ...(pair === undefined ? [] : [cut(pair)])]
      const last: Token[] = addSpecialTokens && end !== undefined ? [{ id: end, text: texts.get(end)!, start: 0, end: 0, special: true }] : []
      const numbered = all.flatMap((tokens, source) => tokens.map((token) => ({ token, source })))
      const kept = numbered.slice(0, Math.max(0, maxTokens - last.length))
      const tokens = [...kept.map(({ token }) => token), ...last]
      const sources = Uint8Array.from(tokens, (_, at) => kept[at]?.source ?? kept.at(-1)?.source ?? 0)
      const encoding = { tokens, segments: new Uint8Array(tokens.length), sources }
      if (kept.length === numbered.length) return encoding
      const at = kept.reduce((most, { token, source }) => (source ? text.length : Math.max(most, token.end)), 0)
      return { ...encoding, truncated: { kept: tokens.length, total: numbered.length + last.length, at } }
    },
    decode: (all) => all.filter((id) => !specials.has(id) && id !== unknown).map((id) => texts.get(id) ?? '').join('').replaceAll('▁', ' ').trim(),
    spell: (id) => ({ text: texts.get(id) ?? '', special: specials.has(id) }),
    ...(unknown !== undefined && { unknown }),
  }
}

function textOf(value: unknown): string | undefined {
  const content = typeof value === 'object' && value !== null ? (value as Json)['content'] : value
  return typeof content === 'string' ? content : undefined
}
