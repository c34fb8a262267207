import type { Direction, HeadChoice, Measure, Pool } from '../../protocol/attention.ts'
import { isPool, measureOf } from '../../protocol/choice.ts'
import type { Translate } from '../l10n/translate.ts'

/** A choice in full, counted from 1: "Layer 3, head 5". */
export function sayChoice(choice: HeadChoice, t: Translate): string {
  const said = sayChoiceInline(choice, t)
  return said.slice(0, 1).toUpperCase() + said.slice(1)
}

/** The same within a sentence: "layer 3, head 5". */
export function sayChoiceInline(choice: HeadChoice, t: Translate): string {
  const { layer, head } = choice
  if (isPool(layer)) {
    const [over, of] = [sayPool(layer, t), sayPool(isPool(head) ? head : layer, t)]
    return over === of ? t('{0} of all layers and heads', over) : t('{0} over layers, {1} over heads', over, of)
  }
  switch (measureOf(choice)) {
    case 'rollout': return t('attention rollout up to layer {0}', layer + 1)
    case 'flow': return t('attention flow up to layer {0}', layer + 1)
    case 'norms': return isPool(head) ? t('layer {0}, norms of all heads together', layer + 1) : t('layer {0}, head {1}, norms', layer + 1, head + 1)
    case 'weights': return isPool(head) ? t('layer {0}, {1} of its heads', layer + 1, sayPool(head, t)) : t('layer {0}, head {1}', layer + 1, head + 1)
  }
}

/** A choice in short, for the status bar: "L3 H5". */
export function sayChoiceShort(choice: HeadChoice, t: Translate): string {
  const { layer, head } = choice
  if (isPool(layer)) return layer === head && head === 'mean' ? t('all heads') : t('all heads, {0}', sayPool(layer, t))
  switch (measureOf(choice)) {
    case 'rollout': return t('rollout to L{0}', layer + 1)
    case 'flow': return t('flow to L{0}', layer + 1)
    case 'norms': return isPool(head) ? t('L{0} norms', layer + 1) : t('L{0} H{1} norms', layer + 1, head + 1)
    case 'weights': return isPool(head) ? t('L{0} {1}', layer + 1, sayPool(head, t)) : t('L{0} H{1}', layer + 1, head + 1)
  }
}

export function sayMeasure(measure: Measure, t: Translate): string {
  return { weights: t('Weights'), norms: t('Norms'), rollout: t('Rollout'), flow: t('Flow') }[measure]
}

function sayPool(pool: Pool, t: Translate): string {
  return { mean: t('average'), max: t('maximum'), min: t('minimum') }[pool]
}

export function sayDirection(direction: Direction, t: Translate): string {
  return direction === 'attendsTo' ? t('attends to') : t('attended by')
}
