import type { Direction, HeadChoice, LayerSummary, Pool } from '../../protocol/attention.ts'
import { isPool, measureOf, rowsSumToOne } from '../../protocol/choice.ts'
import { isMixed } from '../../protocol/families.ts'
import type { Grouping } from '../../protocol/groups.ts'
import { spokenToken } from '../../protocol/tokenLabel.ts'
import { sayNumber, t } from '../l10n/translate.ts'
import { sayFamily, sayLayer } from './layerNames.ts'

/** Weights are always said with three decimals. */
export function sayWeight(weight: number): string {
  return weight.toFixed(3)
}

/** A token in running text and in speech, from its label on the screen; empty where there is no such token. */
export function sayToken(label: string | undefined): string {
  return label === undefined ? '' : spokenToken(label, t)
}

/** What a screen reader hears of a cell; `row` and `column` are tokens as spoken. */
export function sayCell(direction: Direction, row: string, column: string, weight: number): string {
  return direction === 'attendsTo'
    ? t('{0} attends to {1}, {2}', row, column, sayWeight(weight)) : t('{0} is attended by {1}, {2}', row, column, sayWeight(weight))
}

/** The same in short, as part of a list. */
export function sayPair(direction: Direction, row: string, column: string, weight: number): string {
  return direction === 'attendsTo' ? t('{0} to {1}, {2}', row, column, sayWeight(weight)) : t('{0} from {1}, {2}', row, column, sayWeight(weight))
}

/** "layer 3 head 5", "layer 3 average", "all layers average", "rollout to layer 3" … */
export function sayChoice(choice: HeadChoice, layers: readonly LayerSummary[] = []): string {
  const { layer, head, family } = choice
  if (isPool(layer) && family) {
    const name = sayFamily(family)
    return layer === head || !isPool(head) ? t('{0} {1}', name, sayPool(layer)) : t('{0}, {1} of the {2} of heads', name, sayPool(layer), sayPool(head))
  }
  if (isPool(layer)) {
    return layer === head || !isPool(head) ? t('all layers {0}', sayPool(layer)) : t('{0} over layers of the {1} of heads', sayPool(layer), sayPool(head))
  }
  if (isMixed(layers)) return sayOfPair(choice, sayLayer(layer, layers))
  switch (measureOf(choice)) {
    case 'rollout': return t('rollout to layer {0}', layer + 1)
    case 'flow': return t('flow to layer {0}', layer + 1)
    case 'norms': return isPool(head) ? t('layer {0} norms', layer + 1) : t('layer {0} head {1} norms', layer + 1, head + 1)
    case 'weights': return isPool(head) ? t('layer {0} {1}', layer + 1, sayPool(head)) : t('layer {0} head {1}', layer + 1, head + 1)
  }
}

/** "cross 2 head 1" … */
function sayOfPair(choice: HeadChoice, layer: string): string {
  const { head } = choice
  switch (measureOf(choice)) {
    case 'rollout': return t('rollout to {0}', layer)
    case 'flow': return t('flow to {0}', layer)
    case 'norms': return isPool(head) ? t('{0} norms', layer) : t('{0} head {1} norms', layer, head + 1)
    case 'weights': return isPool(head) ? t('{0} {1}', layer, sayPool(head)) : t('{0} head {1}', layer, head + 1)
  }
}

/** What the numbers of a choice are, in a word; null where they are weights as ever. */
export function sayQuantity(choice: HeadChoice): string | null {
  switch (measureOf(choice)) {
    case 'weights': return rowsSumToOne(choice) ? null : t('weight, not a share')
    case 'norms': return t('norm, not a share')
    case 'rollout': return t('share by rollout')
    case 'flow': return t('flow, not a share')
  }
}

/** "12 tokens", "12 words" … */
export function sayCount(grouping: Grouping, count: number): string {
  const number = sayNumber(count)
  switch (grouping) {
    case 'tokens': return count === 1 ? t('{0} token', number) : t('{0} tokens', number)
    case 'words': return t('{0} words', number)
    case 'identifiers': return t('{0} identifiers', number)
    case 'lines': return t('{0} lines', number)
    case 'syntax': return t('{0} syntax nodes', number)
  }
}

export function sayPool(pool: Pool): string {
  return { mean: t('average'), max: t('maximum'), min: t('minimum') }[pool]
}

/** What a screen reader hears of a row and its strongest columns; all names as spoken. */
export function sayTargets(direction: Direction, row: string, targets: readonly { readonly name: string; readonly weight: number }[]): string {
  if (targets.length === 0) {
    return direction === 'attendsTo' ? t('{0} attends to no token of the text', row) : t('{0} is attended by no token of the text', row)
  }
  const list = targets.map(({ name, weight }) => `${name}, ${sayWeight(weight)}`).join('; ')
  return direction === 'attendsTo' ? t('{0} attends to {1}', row, list) : t('{0} is attended by {1}', row, list)
}
