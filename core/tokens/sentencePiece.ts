import { GazeError } from '../gazeError.ts'
import { WireReader } from '../onnx/wireReader.ts'

/** What of a SentencePiece model's file (.model, .spm) the engine uses. */
interface SentencePiece {
  readonly pieces: [text: string, score: number][]
  readonly unknown: number
  readonly charsmap: Uint8Array | undefined
  readonly prefix: boolean
  readonly trim: boolean
}

const types = { normal: 1, unknown: 2, control: 3, unused: 5 }
const unigram = 1

/**
 * A SentencePiece model's file in the words of tokenizer.json, for `createTokenizer`; its ids are the places of the pieces,
 * the special tokens, which are found in the text itself, behind them.
 * Throws a GazeError for a file that is damaged or holds another kind of model than Unigram.
 */
export function sentencePieceJson(bytes: Uint8Array, file: string, specials: readonly string[]): unknown {
  const { pieces, unknown, charsmap, prefix, trim } = readSentencePiece(bytes, file)
  const normalizers = [
    ...(charsmap?.length ? [{ type: 'Precompiled', precompiled_charsmap: charsmap }] : []),
    ...(trim ? [{ type: 'Strip', strip_left: true, strip_right: true }, { type: 'Replace', pattern: { Regex: ' {2,}' }, content: ' ' }] : []),
  ]
  return {
    added_tokens: specials.map((content) => ({ content, special: true })),
    ...(normalizers.length && { normalizer: { type: 'Sequence', normalizers } }),
    pre_tokenizer: { type: 'Metaspace', replacement: '▁', prepend_scheme: prefix ? 'always' : 'never', split: false },
    model: { type: 'Unigram', unk_id: unknown, vocab: pieces },
    decoder: { type: 'Metaspace', replacement: '▁', prepend_scheme: prefix ? 'always' : 'never' },
  }
}

function readSentencePiece(bytes: Uint8Array, file: string): SentencePiece {
  const reader = new WireReader(bytes, file)
  const pieces: [string, number][] = []
  let [unknown, kind, prefix, trim]: [number, number, boolean, boolean] = [-1, unigram, true, true]
  let charsmap: Uint8Array | undefined
  while (reader.next()) {
    if (reader.field === 1) {
      const { text, score, type } = readPiece(reader.message())
      if (type === types.unknown) unknown = pieces.length
      // What no text may be cut into gets a name that no text has.
      pieces.push([type === types.control || type === types.unused || type === types.unknown ? `\u0000${text}` : text, score])
    } else if (reader.field === 2) kind = numberOf(reader.message(), 3) ?? unigram
    else if (reader.field === 3) {
      const rules = reader.message()
      const again = () => new WireReader(bytes, file, rules.offset, rules.end)
      charsmap = bytesOf(again(), 2)
      prefix = (numberOf(again(), 3) ?? 1) === 1
      trim = (numberOf(again(), 4) ?? 1) === 1
    } else reader.skip()
  }
  if (kind !== unigram) throw new GazeError(`${file} is a SentencePiece model of another kind than Unigram, which is not supported: save the tokenizer as tokenizer.json.`)
  if (pieces.length === 0 || unknown < 0) throw new GazeError(`${file} is no SentencePiece model: download it again.`)
  return { pieces, unknown, charsmap, prefix, trim }
}

function readPiece(reader: WireReader): { readonly text: string; readonly score: number; readonly type: number } {
  let [text, score, type] = ['', 0, types.normal]
  while (reader.next()) {
    if (reader.field === 1) text = reader.string()
    else if (reader.field === 2) score = reader.float32()
    else if (reader.field === 3) type = reader.int()
    else reader.skip()
  }
  return { text, score, type }
}

function numberOf(reader: WireReader, field: number): number | undefined {
  let value: number | undefined
  while (reader.next()) {
    if (reader.field === field) value = reader.int()
    else reader.skip()
  }
  return value
}

function bytesOf(reader: WireReader, field: number): Uint8Array | undefined {
  let value: Uint8Array | undefined
  while (reader.next()) {
    if (reader.field === field) {
      const { offset, end } = reader.message()
      value = reader.bytes.subarray(offset, end)
    } else reader.skip()
  }
  return value
}
