import { GazeError } from '../gazeError.ts'
import { readAddedTokens } from './addedToken.ts'
import { createDecoder } from './decoder.ts'
import { createModel } from './models/createModel.ts'
import { createPostProcessor } from './postProcessors/createPostProcessor.ts'
import type { Model } from './models/model.ts'
import type { Part, Piece } from './postProcessors/piece.ts'
import { Section } from './section.ts'
import { textTokenizer } from './textTokenizer.ts'
import type { Token } from './token.ts'
import type { EncodeOptions, Encoding, Tokenizer } from './tokenizer.ts'
import { longestFirst } from './truncate.ts'

/**
 * Makes a tokenizer from the parsed tokenizer.json of a model, and its tokenizer_config.json where there is one. Ids and
 * spans are those of the Rust tokenizers. Throws a GazeError that names the part that is missing or not supported.
 */
export function createTokenizer(tokenizerJson: unknown, tokenizerConfig: unknown | undefined): Tokenizer {
  const root = new Section(tokenizerJson, 'tokenizer.json')
  const model = createModel(root.section('model'))
  const added = readAddedTokens(root, model)
  const addedTexts = new Map(added.map((token) => [token.id, token.content]))
  const tokenize = textTokenizer(root, model, added)
  const postProcessor = root.has('post_processor') ? createPostProcessor(root.section('post_processor')) : undefined
  const textOf = (id: number): string => addedTexts.get(id) ?? model.tokenOf(id) ?? ''

  const encode = (text: string, options: EncodeOptions = {}): Encoding => {
    const special = options.addSpecialTokens ?? true
    const texts = [text, ...(options.pair === undefined ? [] : [options.pair])]
    const all = texts.map(tokenize)
    const around = special ? (postProcessor?.added(texts.length > 1) ?? 0) : 0
    const total = all.reduce((sum, pieces) => sum + pieces.length, around)
    const cut = fit(all, (options.maxTokens ?? Infinity) - around)
    const parts = cut.map((pieces, i): Part => ({ pieces, text: texts[i]!, special: false, source: i, segment: i }))
    const processed = postProcessor?.process(parts, special) ?? parts
    const tokens = processed.flatMap((part) => part.pieces.map((piece): Token => ({
      id: piece.id, text: textOf(piece.id), start: piece.start, end: piece.end, special: part.special,
    })))
    const segments = Uint8Array.from(processed.flatMap((part) => part.pieces.map(() => part.segment)))
    const sources = sourcesOf(processed)
    if (tokens.length === total) return { tokens, segments, sources }
    return { tokens, segments, sources, truncated: { kept: tokens.length, total, at: endOf(cut[0]!, all[0]!, text) } }
  }

  const decode = createDecoder(root, new Section(tokenizerConfig ?? {}, 'tokenizer_config.json'), added, model)
  const specials = new Set(added.flatMap(({ id, special }) => (special ? [id] : [])))
  const unknown = unknownToken(root.section('model'), model)
  return { encode, decode, spell: (id) => ({ text: textOf(id), special: specials.has(id) }), ...(unknown !== undefined && { unknown }) }
}

/** For each token its text; a special token belongs to the text before it. */
function sourcesOf(parts: readonly Part[]): Uint8Array {
  let last = 0
  return Uint8Array.from(parts.flatMap(({ pieces, source }) => {
    last = source ?? last
    return pieces.map(() => last)
  }))
}

/** Named by its text or, in Unigram models, by its number. */
function unknownToken({ fields }: Section, model: Model): number | undefined {
  const { unk_token: text, unk_id: id } = fields
  return typeof text === 'string' ? model.idOf(text) : typeof id === 'number' ? id : undefined
}

/** The texts cut so that all fit into `room` tokens. */
function fit(texts: readonly Piece[][], room: number): readonly Piece[][] {
  if (room < 0) {
    throw new GazeError('The model takes fewer tokens than its tokenizer puts around every text; check maxTokens.')
  }
  const [first, second] = texts
  const kept = longestFirst(first!.length, second?.length ?? 0, room)
  return texts.map((pieces, i) => (kept[i]! < pieces.length ? pieces.slice(0, kept[i]) : pieces))
}

/** Where the kept part of a text ends; all of it when no token was cut. */
function endOf(kept: readonly Piece[], all: readonly Piece[], text: string): number {
  return kept.length === all.length ? text.length : kept.reduce((end, piece) => Math.max(end, piece.end), 0)
}
