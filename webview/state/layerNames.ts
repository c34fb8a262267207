import type { LayerSummary } from '../../protocol/attention.ts'
import { familyOf, isMixed, type Family } from '../../protocol/families.ts'
import { t } from '../l10n/translate.ts'

/** A layer within a sentence, "layer 3"; of an encoder-decoder "encoder 1", "decoder 1", "cross 1", also where it has no others. */
export function sayLayer(layer: number, layers: readonly LayerSummary[]): string {
  const named = namedOf(layer, layers)
  if (!named) return t('layer {0}', layer + 1)
  const { family, index } = named
  return { encoder: t('encoder {0}', index + 1), decoder: t('decoder {0}', index + 1), cross: t('cross {0}', index + 1) }[family]
}

/** The same by itself, "Layer 3", "Cross 1". */
export function layerTitle(layer: number, layers: readonly LayerSummary[]): string {
  const named = namedOf(layer, layers)
  if (!named) return t('Layer {0}', layer + 1)
  const { family, index } = named
  return { encoder: t('Encoder {0}', index + 1), decoder: t('Decoder {0}', index + 1), cross: t('Cross {0}', index + 1) }[family]
}

/** The same where there is little room, "L3", "X1". */
export function layerMark(layer: number, layers: readonly LayerSummary[]): string {
  const named = namedOf(layer, layers)
  if (!named) return t('L{0}', layer + 1)
  const { family, index } = named
  return { encoder: t('E{0}', index + 1), decoder: t('D{0}', index + 1), cross: t('X{0}', index + 1) }[family]
}

function namedOf(layer: number, layers: readonly LayerSummary[]): ReturnType<typeof familyOf> | undefined {
  const summary = layers[layer]
  return summary && isMixed(layers) ? familyOf(summary) : undefined
}

/** The layers of a kind within a sentence. */
export function sayFamily(family: Family): string {
  return { encoder: t('all encoder layers'), decoder: t('all decoder layers'), cross: t('all cross layers') }[family]
}

/** The same by itself. */
export function familyTitle(family: Family): string {
  return { encoder: t('All encoder layers'), decoder: t('All decoder layers'), cross: t('All cross layers') }[family]
}
