import type { HeadChoice, LayerSummary } from '../../protocol/attention.ts'

function wrap(index: number | 'mean', step: number, count: number): number {
  if (index === 'mean') return step > 0 ? 0 : count - 1
  return (index + step + count) % count
}

/** The next or previous head of the same layer, round at the ends; from an average, the first or the last. */
export function stepHead(choice: HeadChoice, layers: readonly LayerSummary[], step: 1 | -1): HeadChoice {
  const layer = choice.layer === 'mean' ? 0 : choice.layer
  return { layer, head: wrap(choice.head, step, layers[layer]?.heads ?? 1) }
}

/** The same head of the next or previous layer, round at the ends. */
export function stepLayer(choice: HeadChoice, layers: readonly LayerSummary[], step: 1 | -1): HeadChoice {
  return clampChoice({ layer: wrap(choice.layer, step, layers.length), head: choice.head }, layers)
}

/** The nearest choice that these layers have. */
export function clampChoice(choice: HeadChoice, layers: readonly LayerSummary[]): HeadChoice {
  if (choice.layer === 'mean' || layers.length === 0) return { layer: 'mean', head: 'mean' }
  const layer = Math.min(choice.layer, layers.length - 1)
  return { layer, head: choice.head === 'mean' ? 'mean' : Math.min(choice.head, layers[layer]!.heads - 1) }
}

export function sameChoice(a: HeadChoice, b: HeadChoice): boolean {
  return a.layer === b.layer && a.head === b.head
}
