import { css, html, nothing, type TemplateResult } from 'lit'
import { t } from '../../l10n/translate.ts'
import { sayWeight } from '../../state/phrases.ts'
import type { Scale } from '../../state/weights.ts'
import type { Ramp } from '../colour/ramp.ts'
import { scaleBar } from '../colour/scaleBar.ts'

export const legendStyles = css`
  .legend { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 6px; font-size: 11px; }
`

/** What the colours mean: from no weight to the top of the scale, along the square root. */
export function legend(ramp: Ramp, { top, cut }: Scale, quantity: string | null, note: string): TemplateResult {
  const why = cut ? t('The last colour stands for the largest number between two tokens of the text, and for what is above it at special tokens.') : ''
  return html`<div class="legend muted" title=${why}>
    ${scaleBar(ramp, cut ? `≥ ${sayWeight(top)}` : sayWeight(top))}
    <span>${quantity === null ? t('square-root scale') : t('{0}; square-root scale', quantity)}</span>${why === '' ? nothing : html`<span class="unseen">${why}</span>`}
    ${note === '' ? nothing : html`<span>${note}</span>`}
  </div>`
}
