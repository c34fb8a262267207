import { GazeError, type Encoding, type GazeModel } from '../../core/index.ts'
import type { TokenSpan } from '../../protocol/attention.ts'
import { t } from '../l10n/translate.ts'
import { roomFor } from './roomFor.ts'

/** One text, or two as the model takes a sentence pair; throws where nothing would tell it the one from the other. */
export function encodeTexts({ info, encode }: Pick<GazeModel, 'info' | 'encode'>, text: string, pair: string | undefined): Encoding {
  const encoding = encode(text, { maxTokens: roomFor(info), ...(pair !== undefined && { pair }) })
  if (pair !== undefined && !isParted(encoding)) {
    throw new GazeError(t('{0} takes no sentence pairs: its tokenizer puts nothing between two texts; show them as one text.', info.name))
  }
  return encoding
}

/** The tokens as other rooms see them, each of a pair with its text. */
export function tokenSpans({ tokens, sources }: Encoding, isPair: boolean): readonly TokenSpan[] {
  return isPair ? tokens.map((token, index) => ({ ...token, segment: sources[index]! })) : tokens
}

/** The tokens and the texts as one, the second on a line of its own. */
export function joinTexts({ tokens, sources }: Pick<Encoding, 'tokens' | 'sources'>, text: string, pair: string | undefined): Pick<Encoding, 'tokens'> & { readonly text: string } {
  if (pair === undefined) return { tokens, text }
  const second = text.length + 1
  const joined = tokens.map((token, index) => token.special || sources[index] === 0
    ? token : { ...token, start: token.start + second, end: token.end + second })
  return { tokens: joined, text: `${text}\n${pair}` }
}

function isParted({ tokens, sources }: Encoding): boolean {
  const second = sources.indexOf(1)
  return second <= 0 || tokens[second - 1]!.special
}
