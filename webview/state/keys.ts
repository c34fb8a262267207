import type { HeadChoice, LayerSummary } from '../../protocol/attention.ts'
import type { SessionKey } from '../../protocol/session.ts'

export function sameKey(a: SessionKey | undefined, b: SessionKey | undefined): boolean {
  return a !== undefined && b !== undefined && a.id === b.id && a.version === b.version
}

export function sameChoice(a: HeadChoice | undefined, b: HeadChoice | undefined): boolean {
  return a !== undefined && b !== undefined && a.layer === b.layer && a.head === b.head
}

/** The choice nearest to the one asked for that these layers have: another model may have fewer layers or heads. */
export function fitChoice(choice: HeadChoice, layers: readonly LayerSummary[]): HeadChoice {
  if (choice.layer === 'mean' || layers.length === 0) return { layer: 'mean', head: 'mean' }
  const layer = Math.min(Math.max(0, choice.layer), layers.length - 1)
  if (choice.head === 'mean') return { layer, head: 'mean' }
  return { layer, head: Math.min(Math.max(0, choice.head), layers[layer]!.heads - 1) }
}
