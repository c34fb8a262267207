import type { LayerSummary } from './attention.ts'

/** Of an encoder-decoder: which of its texts a layer's queries and keys are of. */
export type Family = 'encoder' | 'decoder' | 'cross'

/** A layer's family by its name, `cross.3`, and its number in it, from 0. */
export function familyOf({ name }: Pick<LayerSummary, 'name'>): { readonly family: Family; readonly index: number } {
  const [kind, index] = name.split('.')
  return { family: kind === 'decoder' || kind === 'cross' ? kind : 'encoder', index: Number(index ?? 0) }
}

/** Whether layers are of more than one text, so that they cannot be pooled. */
export function isMixed(layers: readonly LayerSummary[]): boolean {
  return new Set(layers.map((layer) => familyOf(layer).family)).size > 1
}

/** Where a layer's queries and keys begin among the tokens of an encoder-decoder, the source's before the target's. */
export function placeOf(layer: Pick<LayerSummary, 'name'>, sourceTokens: number): { readonly firstQuery: number; readonly firstKey: number } {
  const { family } = familyOf(layer)
  return { firstQuery: family === 'encoder' ? 0 : sourceTokens, firstKey: family === 'decoder' ? sourceTokens : 0 }
}
