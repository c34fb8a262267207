import { GazeError, type HeadWeights } from '../../core/index.ts'
import type { AttentionSlice, HeadChoice, LayerSummary } from '../../protocol/attention.ts'
import { measureOf } from '../../protocol/choice.ts'
import { chosenFamily, placeOf, shapeOf } from '../../protocol/families.ts'
import type { Group } from '../../protocol/groups.ts'
import { t } from '../l10n/translate.ts'
import { checkChoice } from './overview.ts'

/** What there are rows and columns of; of an encoder-decoder its source's tokens and its target's. */
export interface PairRows {
  readonly layers: readonly LayerSummary[]
  readonly sourceTokens: number
  readonly targetTokens?: number
}

/** The groups that have a row and those that have a column, by the layer's own tokens, and which groups of all the first ones are. */
export interface GroupSides {
  readonly queries: readonly Group[]
  readonly keys: readonly Group[]
  readonly firstQuery: number
  readonly firstKey: number
}

/** Throws where there is no such choice of a text, or of an encoder-decoder's two. */
export function checkSlice({ layers, targetTokens }: PairRows, choice: HeadChoice): void {
  checkChoice(layers, choice)
  if (targetTokens === undefined) return
  const measure = measureOf(choice)
  const family = chosenFamily(choice, layers)
  if (!family) throw new GazeError(t('Layers of an encoder-decoder are of different texts and cannot all be pooled; choose one, or those of one kind.'))
  if ((measure === 'rollout' || measure === 'flow') && family !== 'encoder') {
    throw new GazeError(t('Rollout and flow follow one text through a stack of layers, but a decoder takes in the source in each; choose an encoder layer, or weights or norms.'))
  }
}

/** Groups of all tokens as a slice of a choice is between them; each group is of one of an encoder-decoder's texts, the source's come first. */
export function groupSides({ layers, sourceTokens, targetTokens }: PairRows, choice: HeadChoice, groups: readonly Group[]): GroupSides {
  const family = chosenFamily(choice, layers)
  if (targetTokens === undefined || !family) return { queries: groups, keys: groups, firstQuery: 0, firstKey: 0 }
  const { firstQuery = 0, queries, firstKey = 0, keys } = shapeOf({ name: family }, sourceTokens, targetTokens)
  const [rows, columns] = [onSide(groups, firstQuery, queries), onSide(groups, firstKey, keys)]
  return { queries: rows.groups, keys: columns.groups, firstQuery: rows.first, firstKey: columns.first }
}

/** The weights of a choice as a page gets them, its own copy: of an encoder-decoder with their place among its tokens, or groups of them. */
export function placed(
  { layers, sourceTokens, targetTokens }: PairRows, choice: HeadChoice, { queries, keys, weights }: HeadWeights, sides: GroupSides | undefined,
): Omit<AttentionSlice, 'choice' | 'grouping'> {
  const family = chosenFamily(choice, layers)
  if (targetTokens === undefined || !family) return { queries, keys, weights: weights.slice() }
  if (sides) return { queries, keys, firstQuery: sides.firstQuery, firstKey: sides.firstKey, weights: weights.slice() }
  const { beyond, ...first } = placeOf({ name: family }, sourceTokens, targetTokens)
  return { queries: queries - beyond, keys, ...first, weights: weights.slice(0, (queries - beyond) * keys) }
}

function onSide(groups: readonly Group[], first: number, count: number): { readonly first: number; readonly groups: readonly Group[] } {
  const own = groups.map(({ label, tokens }) => ({ label, tokens: tokens.filter((token) => token >= first && token < first + count).map((token) => token - first) }))
  const found = own.filter(({ tokens }) => tokens.length > 0)
  return { first: Math.max(0, own.findIndex(({ tokens }) => tokens.length > 0)), groups: found }
}
