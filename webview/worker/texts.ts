import { attentionBytes, GazeError, type Encoding, type GazeModel, type HeadWeights, type TargetEncoding } from '../../core/index.ts'
import type { AttentionSlice, HeadChoice, LayerSummary, TokenSpan } from '../../protocol/attention.ts'
import { measureOf } from '../../protocol/choice.ts'
import { chosenFamily, placeOf } from '../../protocol/families.ts'
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

/** Throws where there is no such choice of a text, or of an encoder-decoder's two. */
export function checkSlice({ layers, target }: Analysed, choice: HeadChoice, groups: readonly Group[] | undefined): void {
  checkChoice(layers, choice)
  if (!target) return
  const measure = measureOf(choice)
  if (groups) throw new GazeError(t('Tokens of an encoder-decoder cannot be grouped yet; show its tokens as they are.'))
  const family = chosenFamily(choice, layers)
  if (!family) throw new GazeError(t('Layers of an encoder-decoder are of different texts and cannot all be pooled; choose one, or those of one kind.'))
  if ((measure === 'rollout' || measure === 'flow') && family !== 'encoder') {
    throw new GazeError(t('Rollout and flow follow one text through a stack of layers, but a decoder takes in the source in each; choose an encoder layer, or weights or norms.'))
  }
}

/** The weights of a choice as a page gets them, its own copy: of an encoder-decoder with their place among its tokens. */
export function placed({ encoding, target, layers }: Analysed, choice: HeadChoice, { queries, keys, weights }: HeadWeights): Omit<AttentionSlice, 'choice' | 'grouping'> {
  const family = chosenFamily(choice, layers)
  if (!target || !family) return { queries, keys, weights: weights.slice() }
  const { beyond, ...first } = placeOf({ name: family }, encoding.tokens.length, target.tokens.length)
  return { queries: queries - beyond, keys, ...first, weights: weights.slice(0, (queries - beyond) * keys) }
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
