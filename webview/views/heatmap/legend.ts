import { css, html, type TemplateResult } from 'lit'
import { sayWeight } from '../../state/phrases.ts'
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
export function legend(ramp: Ramp, top: number): TemplateResult {
  const colours = Array.from({ length: stops + 1 }, (_, stop) => rampCss(ramp, stop / stops))
  const top3 = sayWeight(top)
  return html`<div class="legend muted" title="The last colour stands for ${top3}, the strongest weight between two tokens of the text, and for what is above it at special tokens.">
    <span class="number">0</span>
    <span class="bar" .style=${`background-image: linear-gradient(to right, ${colours.join(', ')})`}></span>
    <span class="number">${top3}</span>
    <span>square-root scale</span>
  </div>`
}
