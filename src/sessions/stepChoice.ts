import type { HeadChoice, LayerSummary, Pool } from '../../protocol/attention.ts'
import { fitChoice, isPool } from '../../protocol/choice.ts'

function wrap(index: number | Pool, step: number, count: number): number {
  if (isPool(index)) return step > 0 ? 0 : count - 1
  return (index + step + count) % count
}

/** The next or previous head of the same layer, round at the ends; from a pool, the first or the last. */
export function stepHead(choice: HeadChoice, layers: readonly LayerSummary[], step: 1 | -1): HeadChoice {
  const layer = isPool(choice.layer) ? 0 : choice.layer
  return fitChoice({ ...choice, layer, head: wrap(choice.head, step, layers[layer]?.heads ?? 1) }, layers)
}

/** The same head of the next or previous layer, round at the ends. */
export function stepLayer(choice: HeadChoice, layers: readonly LayerSummary[], step: 1 | -1): HeadChoice {
  return fitChoice({ ...choice, layer: wrap(choice.layer, step, layers.length) }, layers)
}
