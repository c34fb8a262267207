import { chosenLayers, familiesOf, isMixed } from './families.ts'
import type { HeadChoice, LayerSummary, Measure, Pool } from './attention.ts'

/** How several heads become one, in the order of their lists. */
export const poolNames: readonly Pool[] = ['mean', 'max', 'min']
export const measureNames: readonly Measure[] = ['weights', 'norms', 'rollout', 'flow']

export function measureOf({ measure = 'weights' }: HeadChoice): Measure {
  return measure
}

export function isPool(index: number | Pool): index is Pool {
  return typeof index !== 'number'
}

/** Whether the heads of its layer are told apart. */
export function hasHeads(choice: HeadChoice): boolean {
  const measure = measureOf(choice)
  return !isPool(choice.layer) && (measure === 'weights' || measure === 'norms')
}

/** One head of a layer by the measure of a choice, or by its weights where the measure takes heads together. */
export function oneHead(choice: HeadChoice, layer: number, head: number): HeadChoice {
  return measureOf(choice) === 'norms' ? { layer, head, measure: 'norms' } : { layer, head }
}

export function sameChoice(a: HeadChoice | undefined, b: HeadChoice | undefined): boolean {
  return a !== undefined && b !== undefined && a.layer === b.layer && a.head === b.head && a.family === b.family && measureOf(a) === measureOf(b)
}

/** Whether each row is a share of the whole, 1, unless it is masked throughout; else its numbers are not to be called shares. */
export function rowsSumToOne(choice: HeadChoice): boolean {
  const measure = measureOf(choice)
  if (measure !== 'weights') return measure === 'rollout'
  return [choice.layer, choice.head].every((index) => !isPool(index) || index === 'mean')
}

/**
 * The choice nearest to the one asked for that these layers have. Only weights pool layers; the norms of all heads are of
 * their sum, and rollout and flow average them, so that 'mean' stands for the one way there is. Of an encoder-decoder the
 * layers of one family are pooled; where none is named, the last layer, of cross-attention, stands for that.
 */
export function fitChoice(choice: HeadChoice, layers: readonly LayerSummary[]): HeadChoice {
  const measure = measureNames.find((name) => name === choice.measure) ?? 'weights'
  const family = isPool(choice.layer) && isMixed(layers) ? familiesOf(layers).find((name) => name === choice.family) : undefined
  const layer = isMixed(layers) && isPool(choice.layer) && !family ? layers.length - 1 : typeof choice.layer === 'number' ? Math.min(Math.max(0, choice.layer), layers.length - 1) : poolOf(choice.layer)
  if (measure === 'weights') {
    if (layers.length === 0) return { layer: 'mean', head: 'mean' }
    if (isPool(layer)) return { layer, head: isPool(choice.head) ? poolOf(choice.head) : layer, ...(family && { family }) }
    return { layer, head: fitHead(choice.head, layers[layer]!) }
  }
  const last = isPool(layer) ? Math.max(0, chosenLayers({ ...choice, layer }, layers).at(-1) ?? 0) : Math.max(0, layer)
  const head = measure === 'norms' && !isPool(choice.head) && layers[last] ? fitHead(choice.head, layers[last]) : 'mean'
  return { layer: last, head, measure }
}

function fitHead(head: number | Pool, { heads }: LayerSummary): number | Pool {
  return isPool(head) ? poolOf(head) : Math.min(Math.max(0, head), heads - 1)
}

/** Choices come from storage too. */
function poolOf(pool: Pool): Pool {
  return poolNames.find((name) => name === pool) ?? 'mean'
}
