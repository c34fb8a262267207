import type { Direction, HeadChoice } from '../../protocol/attention.ts'
import type { Translate } from '../l10n/translate.ts'

/** A choice in full, counted from 1: "Layer 3, head 5". */
export function sayChoice({ layer, head }: HeadChoice, t: Translate): string {
  if (layer === 'mean') return t('Average of all layers and heads')
  return head === 'mean' ? t('Layer {0}, average of its heads', layer + 1) : t('Layer {0}, head {1}', layer + 1, head + 1)
}

/** The same within a sentence: "layer 3, head 5". */
export function sayChoiceInline({ layer, head }: HeadChoice, t: Translate): string {
  if (layer === 'mean') return t('average of all layers and heads')
  return head === 'mean' ? t('layer {0}, average of its heads', layer + 1) : t('layer {0}, head {1}', layer + 1, head + 1)
}

/** A choice in short, for the status bar: "L3 H5". */
export function sayChoiceShort({ layer, head }: HeadChoice, t: Translate): string {
  if (layer === 'mean') return t('all heads')
  return head === 'mean' ? t('L{0} average', layer + 1) : t('L{0} H{1}', layer + 1, head + 1)
}

export function sayDirection(direction: Direction, t: Translate): string {
  return direction === 'attendsTo' ? t('attends to') : t('attended by')
}
