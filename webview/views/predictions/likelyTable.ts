import { css, html, nothing, type TemplateResult } from 'lit'
import { likeliestAt, type PredictionTable } from '../../../protocol/predictions.ts'
import { sayNumber, t } from '../../l10n/translate.ts'
import { sayProbability, spellingLabel } from './surprisalWords.ts'

export const likelyStyles = css`
  .likely { width: 100%; max-width: 460px; border-collapse: collapse; font-size: 12px; }
  .likely td, .likely th { height: 19px; padding: 0 8px 0 0; font-weight: 400; text-align: left; vertical-align: middle; }
  .likely th { width: 30%; max-width: 14ch; overflow: hidden; text-overflow: ellipsis; white-space: pre; font-family: var(--vscode-editor-font-family, monospace); direction: ltr; unicode-bidi: isolate; }
  .likely .rank { width: 4ch; color: var(--vscode-descriptionForeground); text-align: right; white-space: nowrap; }
  .likely .value { width: 9ch; text-align: right; white-space: nowrap; }
  .likely .bar { display: block; position: relative; height: 9px; min-width: 24px; forced-color-adjust: none; }
  .likely .bar span { position: absolute; inset: 0 auto 0 0; min-width: 1px; border-radius: 1px; }
  .likely tr.actual th, .likely tr.actual .value { font-weight: 700; }
  .likely tr.actual th { text-decoration: underline; text-underline-offset: 2px; }
`

/** What was expected at a place, likeliest first, and what stands there, wherever that comes. */
export function likelyTable(table: PredictionTable, place: number, actual: { readonly id: number; readonly label: string } | null, caption: string, colour: string): TemplateResult {
  const likely = likeliestAt(table, place)
  const rank = actual ? table.rank[place] ?? -1 : -1
  const isListed = likely.some(({ id }) => id === actual?.id)
  const top = likely[0]?.probability ?? 1
  return html`<table class="likely number">
    <caption class="unseen">${caption}</caption>
    <tbody>${likely.map((each, at) => likelyRow({
      rank: at + 1, label: spellingLabel(each), probability: each.probability, top, colour, actual: each.id === actual?.id,
    }))}
    ${actual && !isListed && rank >= 0 ? likelyRow({ rank: rank + 1, label: actual.label, probability: table.probability[place]!, top, colour, actual: true }) : nothing}</tbody>
  </table>`
}

interface LikelyRow {
  readonly rank: number
  readonly label: string
  readonly probability: number
  /** The probability with the longest bar. */
  readonly top: number
  readonly colour: string
  /** It stands there. */
  readonly actual: boolean
}

function likelyRow({ rank, label, probability, top, colour, actual }: LikelyRow): TemplateResult {
  return html`<tr class=${actual ? 'actual' : ''}>
    <td class="rank">${sayNumber(rank)}</td>
    <th scope="row" title=${label}>${label}${actual ? html`<span class="unseen">${t('(stands here)')}</span>` : nothing}</th>
    <td><span class="bar"><span .style=${`width: ${(100 * probability / top).toFixed(2)}%; background: ${colour}`}></span></span></td>
    <td class="value">${sayProbability(probability)}</td>
  </tr>`
}
