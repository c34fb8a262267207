import type { HeadChoice, LayerSummary } from '../../protocol/attention.ts'
import { fitChoice, isPool } from '../../protocol/choice.ts'
import { chosenLayers } from '../../protocol/families.ts'

function wrap(index: number, step: number, count: number): number {
  return (index + step + count) % count
}

/** Where a step leads from a pool of these: to the first of them, or the last. */
function outOf(pooled: readonly number[], step: number): number {
  return (step > 0 ? pooled[0] : pooled.at(-1)) ?? 0
}

/** The next or previous head of the same layer, round at the ends; from a pool, the first or the last. */
export function stepHead(choice: HeadChoice, layers: readonly LayerSummary[], step: 1 | -1): HeadChoice {
  const layer = outOf(chosenLayers(choice, layers), 1)
  const heads = layers[layer]?.heads ?? 1
  return fitChoice({ ...choice, layer, head: isPool(choice.head) ? outOf([0, heads - 1], step) : wrap(choice.head, step, heads) }, layers)
}

/** The same head of the next or previous layer, round at the ends; from a pool, the first or the last of its layers. */
export function stepLayer(choice: HeadChoice, layers: readonly LayerSummary[], step: 1 | -1): HeadChoice {
  return fitChoice({ ...choice, layer: isPool(choice.layer) ? outOf(chosenLayers(choice, layers), step) : wrap(choice.layer, step, layers.length) }, layers)
}
