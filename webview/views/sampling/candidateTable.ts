import { css, html, nothing, type TemplateResult } from 'lit'
import type { CutReason, NextPlace } from '../../../protocol/predictions.ts'
import { sayNumber, t } from '../../l10n/translate.ts'
import { sayProbability, spellingLabel } from '../predictions/surprisalWords.ts'

export const candidateStyles = css`
  .candidates { table-layout: fixed; }
  .candidates td, .candidates th { padding-right: 6px; }
  .candidates col:nth-child(1) { width: 14px; }
  .candidates col:nth-child(2) { width: 30%; }
  .candidates col:nth-child(4) { width: 68px; }
  .candidates col:nth-child(5) { width: 58px; }
  .candidates .value { width: auto; }
  .candidates .value:last-child { white-space: normal; line-height: 1.2; }
  @container (min-width: 400px) { .candidates col:nth-child(5) { width: 100px; } }
  .candidates .bar { height: 11px; }
  .candidates .bar .model { border: 1px solid var(--vscode-descriptionForeground); border-radius: 1px; }
  .candidates .bar .share { inset: 3px auto 3px 0; }
  .candidates tr.cut th { color: var(--vscode-descriptionForeground); text-decoration: line-through; }
  .candidates tr.cut .bar .model {
    border-style: dashed;
    background: repeating-linear-gradient(135deg, transparent 0 3px, var(--vscode-descriptionForeground) 3px 4px);
  }
  .candidates tr.drawn th { font-weight: 700; }
  .candidates .mark { padding: 0; text-align: center; }
`

/** What may come next: the model's probability as a frame, the share with which each is drawn inside it, and what is cut, and why. */
export function candidateTable({ candidates, kept, keptProbability, drawn }: NextPlace, caption: string, colour: string): TemplateResult {
  const top = Math.max(...candidates.flatMap(({ probability, share }) => [probability, share]), 1e-9)
  const width = (value: number) => `width: ${(100 * value / top).toFixed(2)}%`
  return html`<table class="likely candidates number">
    <caption class="unseen">${caption}</caption>
    <colgroup><col><col><col><col><col></colgroup>
    <thead class="unseen"><tr><td></td><th scope="col">${t('Token')}</th><td></td><th scope="col">${t('Model’s probability')}</th><th scope="col">${t('Drawn with')}</th></tr></thead>
    <tbody>${candidates.map((each) => {
      const label = spellingLabel(each)
      const isDrawn = each.id === drawn.id
      return html`<tr class="${each.cut ? 'cut' : ''} ${isDrawn ? 'drawn' : ''}">
        <td class="mark">${isDrawn ? html`<span aria-label=${t('is drawn')} role="img">▸</span>` : nothing}</td>
        <th scope="row" title=${label}>${label}</th>
        <td><span class="bar"><span class="model" .style=${width(each.probability)}></span>${each.share > 0 ? html`<span class="share" .style=${`${width(each.share)}; background: ${colour}`}></span>` : nothing}</span></td>
        <td class="value">${sayProbability(each.probability)}</td>
        <td class="value ${each.cut ? 'muted' : ''}">${each.cut ? sayCut(each.cut) : sayProbability(each.share)}</td>
      </tr>`
    })}</tbody>
  </table>
  <p class="note muted">${kept === 1 ? t('One token can be drawn; the model gives it {0}.', sayProbability(keptProbability))
    : t('{0} tokens can be drawn; the model gives them {1} together. The frame is the model’s probability, what fills it the share with which a token is drawn.', sayNumber(kept), sayProbability(keptProbability))}</p>`
}

function sayCut(cut: CutReason): string {
  switch (cut) {
    case 'rule': return t('forbidden')
    case 'greedy': return t('not taken')
    case 'topK': return t('cut by top-k')
    case 'topP': return t('cut by top-p')
  }
}
