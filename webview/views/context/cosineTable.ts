import { html, nothing, type TemplateResult } from 'lit'
import type { RepresentationTable } from '../../../protocol/representations.ts'
import { t } from '../../l10n/translate.ts'
import { swatch } from './marker.ts'
import { sayCosine, type Series } from './contextSeries.ts'

export interface CosineTable {
  readonly table: RepresentationTable
  readonly series: readonly Series[]
  readonly colours: readonly string[]
  /** Of the states. */
  readonly names: readonly string[]
}

/** The chart's numbers, a row a state; of one token its length too. */
export function cosineTable({ table, series, colours, names }: CosineTable): TemplateResult {
  const single = table.chosen.length === 1
  return html`<div class="scroll" role="region" tabindex="0" aria-label=${t('Cosines by layer')}><table class="number">
    <caption class="unseen">${t('Cosines by layer')}</caption>
    <thead><tr><th scope="col">${t('After')}</th>
      ${series.map(({ name }, at) => html`<th scope="col">${swatch(at, colours[at]!)}${name}</th>`)}
      <th scope="col">${t('Average of the text')}</th>${single ? html`<th scope="col">${t('Length')}</th>` : nothing}</tr></thead>
    <tbody>${names.map((name, state) => html`<tr><th scope="row">${name}</th>
      ${series.map(({ values }) => html`<td>${sayCosine(values[state]!)}</td>`)}
      <td class="muted">${sayCosine(table.average[state]!)}</td>${single ? html`<td>${sayLength(table.norms[state]!)}</td>` : nothing}</tr>`)}
    </tbody>
  </table></div>`
}

/** What the embedding's summands make of the same pairs; nothing where there is one summand only. */
export function partsTable({ table: { parts, chosen }, series }: CosineTable): TemplateResult | typeof nothing {
  if (parts.length < 2 || chosen.length < 2) return nothing
  return html`<section class="section" aria-label=${t('What the embedding is the sum of')}>
    <h3>${t('What the embedding is the sum of')}</h3>
    <div class="scroll" role="region" tabindex="0" aria-label=${t('Cosines of the summands')}><table class="number">
      <caption class="unseen">${t('Cosines of the summands')}</caption>
      <thead><tr><th scope="col">${t('Summand')}</th>${series.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead>
      <tbody>${parts.map(({ kind, cosines }) => html`<tr><th scope="row">${partName(kind)}</th>
        ${series.map(({ between: [a, b] }) => html`<td>${sayCosine(cosines[a * chosen.length + b]!)}</td>`)}</tr>`)}</tbody>
    </table></div>
  </section>`
}

function partName(kind: RepresentationTable['parts'][number]['kind']): string {
  return { token: t('Token'), position: t('Position'), segment: t('Segment'), other: t('Other') }[kind]
}

function sayLength(length: number): string {
  return length.toPrecision(4)
}
