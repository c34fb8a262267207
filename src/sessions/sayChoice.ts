import type { Direction, HeadChoice, LayerSummary, Measure, Pool } from '../../protocol/attention.ts'
import { isPool, measureOf } from '../../protocol/choice.ts'
import { familyOf, isMixed, type Family } from '../../protocol/families.ts'
import type { Translate } from '../l10n/translate.ts'

/** A choice in full, counted from 1: "Layer 3, head 5". */
export function sayChoice(choice: HeadChoice, t: Translate, layers: readonly LayerSummary[] = []): string {
  const said = sayChoiceInline(choice, t, layers)
  return said.slice(0, 1).toUpperCase() + said.slice(1)
}

/** The same within a sentence: "layer 3, head 5". */
export function sayChoiceInline(choice: HeadChoice, t: Translate, layers: readonly LayerSummary[] = []): string {
  const { layer, head } = choice
  if (isPool(layer)) {
    const [over, of] = [sayPool(layer, t), sayPool(isPool(head) ? head : layer, t)]
    if (choice.family) return over === of ? sayFamily(choice.family, over, t) : t('{0}, {1} over layers, {2} over heads', sayFamilyName(choice.family, t), over, of)
    return over === of ? t('{0} of all layers and heads', over) : t('{0} over layers, {1} over heads', over, of)
  }
  const ofPair = isMixed(layers) && layers[layer]
  if (ofPair) {
    const name = sayLayer(ofPair, t)
    if (measureOf(choice) === 'rollout') return t('attention rollout up to {0}', name)
    if (measureOf(choice) === 'flow') return t('attention flow up to {0}', name)
    if (measureOf(choice) === 'norms') return isPool(head) ? t('{0}, norms of all heads together', name) : t('{0}, head {1}, norms', name, head + 1)
    return isPool(head) ? t('{0}, {1} of its heads', name, sayPool(head, t)) : t('{0}, head {1}', name, head + 1)
  }
  switch (measureOf(choice)) {
    case 'rollout': return t('attention rollout up to layer {0}', layer + 1)
    case 'flow': return t('attention flow up to layer {0}', layer + 1)
    case 'norms': return isPool(head) ? t('layer {0}, norms of all heads together', layer + 1) : t('layer {0}, head {1}, norms', layer + 1, head + 1)
    case 'weights': return isPool(head) ? t('layer {0}, {1} of its heads', layer + 1, sayPool(head, t)) : t('layer {0}, head {1}', layer + 1, head + 1)
  }
}

/** A choice in short, for the status bar: "L3 H5". */
export function sayChoiceShort(choice: HeadChoice, t: Translate, layers: readonly LayerSummary[] = []): string {
  const { layer, head } = choice
  if (isPool(layer) && choice.family) return sayChoiceInline(choice, t, layers)
  if (isPool(layer)) return layer === head && head === 'mean' ? t('all heads') : t('all heads, {0}', sayPool(layer, t))
  if (isMixed(layers)) return sayChoiceInline(choice, t, layers)
  switch (measureOf(choice)) {
    case 'rollout': return t('rollout to L{0}', layer + 1)
    case 'flow': return t('flow to L{0}', layer + 1)
    case 'norms': return isPool(head) ? t('L{0} norms', layer + 1) : t('L{0} H{1} norms', layer + 1, head + 1)
    case 'weights': return isPool(head) ? t('L{0} {1}', layer + 1, sayPool(head, t)) : t('L{0} H{1}', layer + 1, head + 1)
  }
}

function sayLayer(layer: LayerSummary, t: Translate): string {
  const { family, index } = familyOf(layer)
  return { encoder: t('encoder {0}', index + 1), decoder: t('decoder {0}', index + 1), cross: t('cross {0}', index + 1) }[family]
}

function sayFamily(family: Family, pool: string, t: Translate): string {
  return {
    encoder: t('{0} of all encoder layers and heads', pool), decoder: t('{0} of all decoder layers and heads', pool), cross: t('{0} of all cross layers and heads', pool),
  }[family]
}

function sayFamilyName(family: Family, t: Translate): string {
  return { encoder: t('all encoder layers'), decoder: t('all decoder layers'), cross: t('all cross layers') }[family]
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
