import { css, html, type TemplateResult } from 'lit'
import { t } from '../../l10n/translate.ts'
import { nextRamp, rampTitles } from '../../state/navigation.ts'
import { iconButton } from '../../ui/iconButton.ts'
import { emit } from '../gazeEvents.ts'
import type { Palette } from './palette.ts'
import { rampCss, type Ramp } from './ramp.ts'

export const scaleBarStyles = css`
  .scale-ends { display: inline-flex; align-items: center; gap: 6px; }
  .scale-bar {
    display: inline-block;
    width: 72px;
    height: 8px;
    border: 1px solid var(--vscode-contrastBorder, transparent);
    background-origin: border-box;
    forced-color-adjust: none;
  }
`

const stops = 16

/** The ramp from no weight to the top of the scale, with both ends' numbers. */
export function scaleBar(ramp: Ramp, last: string): TemplateResult {
  const colours = Array.from({ length: stops + 1 }, (_, stop) => rampCss(ramp, stop / stops))
  return html`<span class="scale-ends left-to-right"><span class="number">0</span>
    <span class="scale-bar" .style=${`background-image: linear-gradient(to right, ${colours.join(', ')})`}></span>
    <span class="number">${last}</span></span>`
}

/** Goes to the next set of colours. */
export function rampButton(from: HTMLElement, { rampName }: Palette): TemplateResult {
  return iconButton('palette', t('Colours: {0}', rampTitles[rampName]), () => { emit(from, 'gaze-navigate', { ramp: nextRamp(rampName) }) })
}
