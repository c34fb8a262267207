import type { RepresentationState, RepresentationTable } from '../../../protocol/representations.ts'
import { t } from '../../l10n/translate.ts'

/** One line of the chart: a number for each state. */
export interface Series {
  readonly name: string
  readonly values: readonly number[]
  /** Places among the chosen; one token is compared with what it was. */
  readonly between: readonly [number, number]
}

/** Each pair of the chosen, the first with the others first; of one token, itself with what entered the first layer. */
export function contextSeries({ chosen, states, cosines, toFirst }: RepresentationTable, names: readonly string[]): readonly Series[] {
  const count = chosen.length
  const [only] = names
  if (count === 1) return [{ name: t('{0} with its embedding', only!), values: [...toFirst], between: [0, 0] }]
  return chosen.flatMap((_, a) => chosen.flatMap((__, b): Series[] => (a < b ? [{
    name: t('{0} and {1}', names[a]!, names[b]!),
    values: states.map((___, state) => cosines[(state * count + a) * count + b]!),
    between: [a, b],
  }] : [])))
}

/** What a state is called in tables and in speech; `into`: states are what enters a layer, not what leaves it. */
export function stateName({ depth, last }: RepresentationState, into: boolean): string {
  if (last) return t('Final norm')
  if (into) return t('Into layer {0}', depth + 1)
  return depth === 0 ? t('Embedding') : t('Layer {0}', depth)
}

/** The same along the axis. */
export function stateMark({ depth, last }: RepresentationState, into: boolean): string {
  if (last) return t('norm')
  return depth === 0 && !into ? t('in') : String(into ? depth + 1 : depth)
}

/** Cosines are always said with three decimals; a dash where there is none. */
export function sayCosine(cosine: number): string {
  return Number.isNaN(cosine) ? '–' : cosine.toFixed(3).replace(/^-(0\.0+)$/, '$1')
}
