import { html, nothing, type TemplateResult } from 'lit'
import { t } from '../../l10n/translate.ts'
import { sayWeight } from '../../state/phrases.ts'
import { type PictureMode, type PictureSettings } from '../../state/pictureSettings.ts'
import type { PickerOption } from '../../ui/chooser.ts'
import type { Palette } from '../colour/palette.ts'
import { rampCss } from '../colour/ramp.ts'
import { rampButton } from '../colour/scaleBar.ts'
import { emit } from '../gazeEvents.ts'

const modeOptions: readonly (PickerOption & { readonly value: PictureMode })[] = [
  { value: 'spotlight', label: t('Spotlight') }, { value: 'tint', label: t('Tint') },
]
const stops = 16

/** How weights are laid over the picture, and how strongly. */
export function pictureBar(from: HTMLElement, settings: PictureSettings, palette: Palette): TemplateResult {
  const change = (part: Partial<PictureSettings>) => { emit(from, 'gaze-navigate', { picture: { ...settings, ...part } }) }
  const percent = Math.round(settings.strength * 100)
  return html`<div class="bar">
    <gaze-segments label=${t('Weights as')} .value=${settings.mode} .options=${modeOptions}
      @pick=${({ detail }: CustomEvent<PictureMode>) => { change({ mode: detail }) }}></gaze-segments>
    <label class="labelled-slider"><span>${t('Strength')}</span><input type="range" min="0" max="100" step="1" aria-label=${t('Strength')}
      aria-valuetext=${t('{0} %', percent)} .value=${String(percent)}
      @input=${({ target }: Event) => { change({ strength: Number((target as HTMLInputElement).value) / 100 }) }}
    ><span class="number">${t('{0} %', percent)}</span></label>
    ${settings.mode === 'tint' ? rampButton(from, palette) : nothing}
  </div>`
}

/** What tints mean: from no weight to the strongest patch, in proportion. */
export function pictureLegend(palette: Palette, mode: PictureMode, top: number, quantity: string | null, note: string): TemplateResult {
  const colours = mode === 'spotlight' ? ['#000000', '#ffffff'] : palette.rampName === 'accent' ? ['transparent', palette.accent]
    : Array.from({ length: stops + 1 }, (_, stop) => rampCss(palette.ramp, stop / stops))
  const says = mode === 'spotlight' ? t('brightness in proportion to the weight') : t('colour in proportion to the weight')
  return html`<div class="legend muted"><span class="scale-ends left-to-right"><span class="number">0</span>
    <span class="scale-bar" .style=${`background-image: linear-gradient(to right, ${colours.join(', ')})`}></span>
    <span class="number">${sayWeight(top)}</span></span>
    <span>${quantity === null ? says : t('{0}; {1}', quantity, says)}</span>
    ${note === '' ? nothing : html`<span>${note}</span>`}
  </div>`
}
