import { css, html, nothing, type TemplateResult } from 'lit'
import { t } from '../../l10n/translate.ts'
import { sayWeight } from '../../state/phrases.ts'
import type { Scale } from '../../state/weights.ts'
import { rampCss, type Ramp } from '../colour/ramp.ts'

export const legendStyles = css`
  .legend { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 6px; font-size: 11px; }
  .legend .bar {
    width: 72px;
    height: 8px;
    border: 1px solid var(--vscode-contrastBorder, transparent);
    background-origin: border-box;
    forced-color-adjust: none;
  }
`

const stops = 16

/** What the colours mean: from no weight to the top of the scale, along the square root. */
export function legend(ramp: Ramp, { top, cut }: Scale, quantity: string | null, note: string): TemplateResult {
  const colours = Array.from({ length: stops + 1 }, (_, stop) => rampCss(ramp, stop / stops))
  const last = cut ? `≥ ${sayWeight(top)}` : sayWeight(top)
  const why = cut ? t('The last colour stands for the largest number between two tokens of the text, and for what is above it at special tokens.') : ''
  return html`<div class="legend muted" title=${why}>
    <span class="number">0</span>
    <span class="bar" .style=${`background-image: linear-gradient(to right, ${colours.join(', ')})`}></span>
    <span class="number">${last}</span>
    <span>${quantity === null ? t('square-root scale') : t('{0}; square-root scale', quantity)}</span>${why === '' ? nothing : html`<span class="unseen">${why}</span>`}
    ${note === '' ? nothing : html`<span>${note}</span>`}
  </div>`
}
