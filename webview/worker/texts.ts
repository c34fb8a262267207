import { attentionBytes, GazeError, type Encoding, type GazeModel, type TargetEncoding } from '../../core/index.ts'
import type { LayerSummary, TokenSpan } from '../../protocol/attention.ts'
import { placeOf } from '../../protocol/families.ts'
import type { RepresentationChoice } from '../../protocol/representations.ts'
import type { StepChoice } from '../../protocol/steps.ts'
import { t } from '../l10n/translate.ts'
import { keptBytes } from './keptWeights.ts'
import type { PairRows } from './pairRows.ts'
import { jointTokens } from './pairTexts.ts'

/** What a model is run on. */
export interface Texts {
  readonly encoding: Encoding
  /** Of an encoder-decoder. */
  readonly target?: TargetEncoding
}

type Analysed = Texts & { readonly layers: readonly LayerSummary[] }

/** Whether its weights are too large to be kept, or taken out of the model, all at once; throws where they are and nothing else is known. */
export function isLong({ info }: GazeModel, { encoding, target }: Texts): boolean {
  const tokens = Math.max(encoding.tokens.length, target?.tokens.length ?? 0, info.fixedTokens ?? 0)
  const long = attentionBytes(info, tokens) > keptBytes
  if (long && target) throw new GazeError(t('The attention of a text of {0} tokens is too large to be shown of an encoder-decoder; choose a shorter text.', tokens))
  return long
}

/** The tokens that rows and columns are of. */
export function tokensOf({ encoding, target }: Texts): readonly TokenSpan[] {
  return target ? jointTokens({ source: encoding, target }) : encoding.tokens
}

/** What there are rows and columns of. */
export function rowsOf({ encoding, target, layers }: Analysed): PairRows {
  return { layers, sourceTokens: encoding.tokens.length, ...(target && { targetTokens: target.tokens.length }) }
}

/** A query among the rows of its layer, and which token of an encoder-decoder's two texts the first row and key are; throws where it has no row. */
export function rowOf({ target, layers, encoding: { tokens: { length } } }: Analysed, { layer, query }: StepChoice): { readonly query: number; readonly firstQuery: number; readonly firstKey: number } {
  const summary = layers[layer]
  if (!target || !summary) return { query, firstQuery: 0, firstKey: 0 }
  const { firstQuery, firstKey } = placeOf(summary, length, target.tokens.length)
  if (firstQuery === 0 && query >= length) throw new GazeError(t('This layer’s queries are tokens of the source; choose one of them, or another layer.'))
  if (query < firstQuery) throw new GazeError(t('This layer’s queries are tokens of the target; choose one of them, or another layer.'))
  return { query: query - firstQuery, firstQuery, firstKey }
}

/** A choice among the tokens of an encoder-decoder, or groups of them, as one among those of its source; throws where it goes beyond. */
export function ofSource({ chosen, groups }: RepresentationChoice, { tokens: { length } }: Encoding): RepresentationChoice {
  const isOwn = (unit: number): boolean => (groups ? groups[unit]?.tokens ?? [] : [unit]).every((token) => token < length)
  if (!chosen.every(isOwn)) throw new GazeError(t('The context of an encoder-decoder can be compared for tokens of its source only; choose one of them.'))
  return { chosen, ...(groups && { groups: groups.filter((_, unit) => isOwn(unit)) }) }
}
