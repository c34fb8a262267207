import { attentionBytes, GazeError, type Encoding, type GazeModel, type TargetEncoding } from '../../core/index.ts'
import type { HeadChoice, LayerSummary, TokenSpan } from '../../protocol/attention.ts'
import { isPool, measureOf } from '../../protocol/choice.ts'
import { placeOf } from '../../protocol/families.ts'
import type { Group } from '../../protocol/groups.ts'
import type { StepChoice } from '../../protocol/steps.ts'
import { t } from '../l10n/translate.ts'
import { keptBytes } from './keptWeights.ts'
import { checkChoice } from './overview.ts'
import { jointTokens } from './pairTexts.ts'

/** What a model is run on. */
export interface Texts {
  readonly encoding: Encoding
  /** Of an encoder-decoder. */
  readonly target?: TargetEncoding
}

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

/** Throws where there is no such choice of a text, or of an encoder-decoder's two. */
export function checkSlice({ layers, target }: Texts & { readonly layers: readonly LayerSummary[] }, choice: HeadChoice, groups: readonly Group[] | undefined): void {
  checkChoice(layers, choice)
  if (!target) return
  const measure = measureOf(choice)
  if (groups) throw new GazeError(t('Tokens of an encoder-decoder cannot be grouped yet; show its tokens as they are.'))
  if (isPool(choice.layer)) throw new GazeError(t('Layers of an encoder-decoder are of different texts and cannot be pooled; choose one.'))
  if (measure === 'rollout' || measure === 'flow') throw new GazeError(t('Rollout and flow are of one stack of layers over one text, which an encoder-decoder is not; choose weights or norms.'))
}

/** A query among those of its layer, and which token of an encoder-decoder's two texts the first query and key are; throws where the layer has no such query. */
export function rowOf(
  { target, layers, encoding: { tokens: { length } } }: Texts & { readonly layers: readonly LayerSummary[] }, { layer, query }: StepChoice,
): { readonly query: number; readonly firstQuery: number; readonly firstKey: number } {
  const summary = layers[layer]
  if (!target || !summary) return { query, firstQuery: 0, firstKey: 0 }
  const place = placeOf(summary, length)
  const isOfTarget = query >= length
  if (isOfTarget === place.firstQuery > 0) return { query: query - place.firstQuery, ...place }
  throw new GazeError(isOfTarget
    ? t('This layer’s queries are tokens of the source; choose one of them, or another layer.')
    : t('This layer’s queries are tokens of the target; choose one of them, or another layer.'))
}
