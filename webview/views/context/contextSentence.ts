import type { RepresentationTable } from '../../../protocol/representations.ts'
import { t } from '../../l10n/translate.ts'
import { sayToken } from '../../state/phrases.ts'
import { contextSeries, sayCosine, stateName, type Series } from './contextSeries.ts'
import { unitNames } from './unitNames.ts'

/** What the comparison comes to, in one or two sentences with its numbers; `labels` are of all tokens. */
export function contextSentence(table: RepresentationTable, labels: readonly string[]): string {
  const names = unitNames(labels, table.chosen)
  const bare = table.chosen.map((unit) => sayToken(labels[unit]))
  const series = contextSeries(table, names)
  if (names.length === 1) return ofOne(table, series[0]!, names[0]!, labels)
  if (names.length > 2) return ofMany(series)
  return bare[0] === bare[1] ? ofSame(table, series[0]!, bare[0]!) : ofTwo(series[0]!, names)
}

function ends({ values }: Series): { readonly first: string; readonly last: string } {
  return { first: sayCosine(values[0]!), last: sayCosine(values.at(-1)!) }
}

function ofOne({ nearest, nearestCosines, nearestCount, states }: RepresentationTable, series: Series, name: string, labels: readonly string[]): string {
  const { last } = ends(series)
  const at = (states.length - 1) * nearestCount
  const near = nearest[at]
  const kept = t('At the end, {0} has a cosine of {1} with its own embedding.', name, last)
  return near === undefined || near < 0 ? kept
    : `${kept} ${t('The nearest token of the text is then {0}, at {1}.', unitNames(labels, [near])[0]!, sayCosine(nearestCosines[at]!))}`
}

function ofSame(table: RepresentationTable, series: Series, text: string): string {
  const { first, last } = ends(series)
  const token = table.parts.find(({ kind }) => kind === 'token')?.cosines[1]
  const hasPosition = table.parts.some(({ kind }) => kind === 'position')
  const low = lowest(table, series)
  if (token === undefined) return `${t('The two “{0}” begin at a cosine of {1} and end at {2}.', text, first, last)}${low}`
  return `${hasPosition
    ? t('The two “{0}” have the same embedding (cosine {1}); with their positions they begin at {2}, and end at {3}.', text, sayCosine(token), first, last)
    : t('The two “{0}” begin with the same embedding (cosine {1}) and end at {2}.', text, sayCosine(token), last)}${low}`
}

function lowest({ states, form }: RepresentationTable, { values }: Series): string {
  const at = values.reduce((best, value, state) => (value < values[best]! ? state : best), 0)
  if (at === 0 || at === values.length - 1) return ''
  return ` ${t('They are farthest apart at “{0}”, {1}.', stateName(states[at]!, form === 'attentionInput'), sayCosine(values[at]!))}`
}

function ofTwo(series: Series, [a, b]: readonly string[]): string {
  const { first, last } = ends(series)
  return t('{0} and {1} begin at a cosine of {2} and end at {3}.', a!, b!, first, last)
}

function ofMany(series: readonly Series[]): string {
  const ordered = series.filter(({ values }) => !Number.isNaN(values.at(-1))).toSorted((a, b) => b.values.at(-1)! - a.values.at(-1)!)
  const [nearest, farthest] = [ordered[0], ordered.at(-1)]
  if (!nearest || !farthest) return ''
  return t('At the end, {0} are nearest to each other, {1}, and {2} farthest apart, {3}.',
    nearest.name, ends(nearest).last, farthest.name, ends(farthest).last)
}
