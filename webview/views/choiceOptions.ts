import type { HeadChoice, LayerSummary, Measure, Pool } from '../../protocol/attention.ts'
import { hasHeads, isPool, measureNames, measureOf, poolNames } from '../../protocol/choice.ts'
import { families, isMixed, pooledFamilies } from '../../protocol/families.ts'
import type { Grouping } from '../../protocol/groups.ts'
import { t } from '../l10n/translate.ts'
import { familyTitle, layerTitle } from '../state/layerNames.ts'
import type { PickerOption } from '../ui/chooser.ts'

/** The layers of a choice's measure, and for weights the ways to pool them; until they are known, just the one that was chosen. */
export function layerOptions(choice: HeadChoice, layers: readonly LayerSummary[]): readonly PickerOption[] {
  const count = layers.length || (isPool(choice.layer) ? 0 : choice.layer + 1)
  const each = numbered(count, (number) => layers[number - 1]?.window ? t('{0}, local', layerTitle(number - 1, layers)) : layerTitle(number - 1, layers))
  if (measureOf(choice) !== 'weights') return each
  if (!isMixed(layers)) return [...each, ...poolOptions()]
  const pools = pooledFamilies(layers).flatMap((family) => poolOptions().map(({ value, label }) => ({ value: `${family} ${value}`, label: t('{0}: {1}', familyTitle(family), label) })))
  return [...each, ...pools]
}

/** The same of its heads. Norms pool them in one way, as rollout and flow do. */
export function headOptions(choice: HeadChoice, layers: readonly LayerSummary[]): readonly PickerOption[] {
  const { layer, head } = choice
  const count = isPool(layer) || !hasHeads(choice) ? 0 : layers[layer]?.heads ?? (isPool(head) ? 0 : head + 1)
  const each = numbered(count, (number) => t('Head {0}', number))
  switch (measureOf(choice)) {
    case 'weights': return [...each, ...poolOptions()]
    case 'norms': return [...each, { value: 'mean', label: t('All heads') }]
    case 'rollout':
    case 'flow': return [{ value: 'mean', label: t('Average') }]
  }
}

/** The value of a choice among the options of its layers. */
export function layerValue({ layer, family }: HeadChoice): string {
  return family ? `${family} ${layer}` : String(layer)
}

/** What choosing one of these options is. */
export function layerOf(value: string): Pick<HeadChoice, 'layer' | 'family'> {
  const [first, last] = [value.split(' ')[0], value.split(' ').at(-1)]
  const pool = poolNames.find((name) => name === last)
  const family = families.find((name) => name === first)
  return pool ? { layer: pool, ...(family && { family }) } : { layer: Number(value) }
}

export function measureOptions(): readonly PickerOption[] {
  return measureNames.map((value) => ({ value, label: sayMeasure(value) }))
}

export function sayGrouping(grouping: Grouping): string {
  return {
    tokens: t('Tokens'), words: t('Words'), identifiers: t('Identifiers'), lines: t('Lines'), syntax: t('Syntax'),
  }[grouping]
}

function sayMeasure(measure: Measure): string {
  return { weights: t('Weights'), norms: t('Norms'), rollout: t('Rollout'), flow: t('Flow') }[measure]
}

function poolOptions(): readonly PickerOption[] {
  const labels: Record<Pool, string> = { mean: t('Average'), max: t('Max'), min: t('Min') }
  return poolNames.map((value) => ({ value, label: labels[value] }))
}

function numbered(count: number, name: (number: number) => string): readonly PickerOption[] {
  return Array.from({ length: count }, (_, index) => ({ value: String(index), label: name(index + 1) }))
}
