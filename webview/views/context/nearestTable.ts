import { html, type TemplateResult } from 'lit'
import type { RepresentationTable } from '../../../protocol/representations.ts'
import { t } from '../../l10n/translate.ts'
import { sayCosine } from './contextSeries.ts'

export interface NearestTable {
  readonly table: RepresentationTable
  /** Of the chosen. */
  readonly chosenNames: readonly string[]
  readonly stateNames: readonly string[]
  readonly nameOf: (unit: number) => string
}

/** Which tokens of the text each of the chosen is nearest to, state by state. */
export function nearestTable({ table, chosenNames, stateNames, nameOf }: NearestTable): TemplateResult {
  const { chosen, nearestCount } = table
  const most = chosen.length === 1 ? nearestCount : chosen.length === 2 ? 3 : 1
  return html`<section class="section" aria-label=${t('Nearest tokens of the text')}>
    <h3>${t('Nearest tokens of the text')}</h3>
    <div class="scroll" role="region" tabindex="0" aria-label=${t('Nearest tokens by layer')}><table class="number">
      <caption class="unseen">${t('Nearest tokens by layer')}</caption>
      <thead><tr><th scope="col">${t('After')}</th>${chosenNames.map((name) => html`<th scope="col" class="left">${name}</th>`)}</tr></thead>
      <tbody>${stateNames.map((state, row) => html`<tr><th scope="row">${state}</th>
        ${chosen.map((_, place) => html`<td class="left ${most > 1 ? 'several' : ''}">${nearestOf(table, row, place, most).map(({ unit, cosine }) =>
          html`<span class="near"><span class="name">${nameOf(unit)}</span> <span class="muted">${sayCosine(cosine)}</span></span> `)}</td>`)}</tr>`)}
      </tbody>
    </table></div>
  </section>`
}

/** The nearest of one of the chosen in one state, as far as there are that many. */
export function nearestOf(
  { chosen, nearest, nearestCosines, nearestCount }: Pick<RepresentationTable, 'chosen' | 'nearest' | 'nearestCosines' | 'nearestCount'>,
  state: number, place: number, most: number,
): readonly { readonly unit: number; readonly cosine: number }[] {
  const from = (state * chosen.length + place) * nearestCount
  return Array.from({ length: Math.min(most, nearestCount) }, (_, at) => ({ unit: nearest[from + at]!, cosine: nearestCosines[from + at]! }))
    .filter(({ unit }) => unit >= 0)
}
