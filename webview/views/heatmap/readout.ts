import { css, html, type TemplateResult } from 'lit'
import type { AttentionSlice, Direction } from '../../../protocol/attention.ts'
import { t } from '../../l10n/translate.ts'
import { sayToken, sayWeight } from '../../state/phrases.ts'
import { weightAt } from '../../state/weights.ts'
import type { Pointed } from '../gazeEvents.ts'

export const readoutStyles = css`
  .readout {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 22px;
    min-width: 0;
    flex: 1;
    font-family: var(--vscode-editor-font-family, monospace);
  }
  .readout .pair { overflow: hidden; text-overflow: ellipsis; white-space: pre; }
  .readout .number { font-weight: 600; }
`

/** The pair and its weight under the mouse or the cursor, "sum → total 0.085"; the arrow points to what is attended to. */
export function readout(
  slice: AttentionSlice, direction: Direction, labels: readonly string[], { row, column }: Pointed, accent: string,
  isLeftOut: (token: number) => boolean,
): TemplateResult {
  const name = (token: number) => sayToken(labels[token])
  if (row === null && column === null) return html`<div class="readout muted"><span class="pair">${t('Point at a cell')}</span></div>`
  if (row === null || column === null) {
    return html`<div class="readout"><span class="pair">${name((row ?? column)!)}</span></div>`
  }
  const leftOut = isLeftOut(row) || isLeftOut(column)
  const arrow = direction === 'attendsTo' ? '→' : '←'
  return html`<div class="readout">
    <span class="pair">${name(row)} ${arrow} ${name(column)}</span>
    <span class="number" .style=${`color: ${accent}`}>${leftOut ? t('left out') : sayWeight(weightAt(slice, direction, row, column))}</span>
  </div>`
}
