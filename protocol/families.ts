import type { AttentionSlice, HeadChoice, LayerSummary } from './attention.ts'

/** Of an encoder-decoder: which of its texts a layer's queries and keys are of. */
export type Family = 'encoder' | 'decoder' | 'cross'

export const families: readonly Family[] = ['encoder', 'decoder', 'cross']

/** A layer's family by its name, `cross.3`, and its number in it, from 0. */
export function familyOf({ name }: Pick<LayerSummary, 'name'>): { readonly family: Family; readonly index: number } {
  const [kind, index] = name.split('.')
  return { family: kind === 'decoder' || kind === 'cross' ? kind : 'encoder', index: Number(index ?? 0) }
}

/** Whether layers are of more than one text, or look from one into the other, so that they cannot be pooled. */
export function isMixed(layers: readonly LayerSummary[]): boolean {
  const found = familiesOf(layers)
  return found.length > 1 || found.includes('cross')
}

/** The families of these layers, in their order. */
export function familiesOf(layers: readonly LayerSummary[]): readonly Family[] {
  return [...new Set(layers.map((layer) => familyOf(layer).family))]
}

/** The families of which there is more than one layer to be pooled. */
export function pooledFamilies(layers: readonly LayerSummary[]): readonly Family[] {
  return familiesOf(layers).filter((family) => layers.filter((layer) => familyOf(layer).family === family).length > 1)
}

/** Of which family the layers of a choice are; undefined where they are of several. */
export function chosenFamily({ layer, family }: HeadChoice, layers: readonly LayerSummary[]): Family | undefined {
  const summary = typeof layer === 'number' ? layers[layer] : undefined
  if (summary) return familyOf(summary).family
  const [only, ...others] = familiesOf(layers)
  return others.length === 0 ? only : family
}

/** The layers that a choice is of, by their numbers: one, or those that it pools. */
export function chosenLayers({ layer, family }: HeadChoice, layers: readonly LayerSummary[]): readonly number[] {
  if (typeof layer === 'number') return [layer]
  return [...layers.keys()].filter((index) => !family || familyOf(layers[index]!).family === family)
}

/** Which rows and columns a slice has. */
export type Shape = Pick<AttentionSlice, 'queries' | 'keys' | 'firstQuery' | 'firstKey'>

/** Where a layer's rows and columns are among the tokens of an encoder-decoder, the source's before the target's. */
export interface LayerPlace {
  readonly firstQuery: number
  readonly firstKey: number
  /** Rows at the end that are of no token. */
  readonly beyond: number
}

/**
 * A row of cross-attention is of the token that was written with it: the decoder has read the token before, and what it
 * looks at is what it writes the next one from. So the first token has no row, and the last row, behind all tokens, is none's.
 */
export function placeOf(layer: Pick<LayerSummary, 'name'>, sourceTokens: number, targetTokens: number): LayerPlace {
  switch (familyOf(layer).family) {
    case 'encoder': return { firstQuery: 0, firstKey: 0, beyond: 0 }
    case 'decoder': return { firstQuery: sourceTokens, firstKey: sourceTokens, beyond: 0 }
    case 'cross': return targetTokens > 1 ? { firstQuery: sourceTokens + 1, firstKey: 0, beyond: 1 } : { firstQuery: sourceTokens, firstKey: 0, beyond: 0 }
  }
}

/** The part of the tokens x tokens of an encoder-decoder that a layer's slices are. */
export function shapeOf(layer: Pick<LayerSummary, 'name'>, sourceTokens: number, targetTokens: number): Shape {
  const { firstQuery, firstKey, beyond } = placeOf(layer, sourceTokens, targetTokens)
  const { family } = familyOf(layer)
  return {
    firstQuery, firstKey, queries: family === 'encoder' ? sourceTokens : targetTokens - beyond, keys: family === 'decoder' ? targetTokens : sourceTokens,
  }
}
