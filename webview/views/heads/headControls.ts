import { css, html, nothing, type TemplateResult } from 'lit'
import type { HeadChoice } from '../../../protocol/attention.ts'
import { measureOf } from '../../../protocol/choice.ts'
import type { SpecialMode } from '../../../protocol/views.ts'
import { t } from '../../l10n/translate.ts'
import { mostChoices, toggleBeside, type HeadSettings, type PairFilter, type HeadShape } from '../../state/headSettings.ts'
import { sayWeight } from '../../state/phrases.ts'
import type { PickerOption } from '../../ui/chooser.ts'
import type { ShownHead } from './shownHeads.ts'

export const headControlStyles = css`
  .controls { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 10px; }
  .controls gaze-picker { flex: 0 1 auto; min-width: 84px; }
  .swatches { display: flex; flex-wrap: wrap; gap: 3px; }
  .swatches button {
    display: inline-flex; align-items: center; justify-content: center; gap: 3px;
    min-width: 28px; height: 20px; padding: 0 4px;
    border: 1px solid var(--vscode-dropdown-border, var(--vscode-contrastBorder, transparent));
    background: var(--vscode-dropdown-background);
    color: var(--vscode-dropdown-foreground, var(--vscode-foreground));
    font: inherit; font-size: 11px; font-variant-numeric: tabular-nums;
    cursor: pointer;
  }
  .swatches button:hover { outline: 1px solid var(--vscode-focusBorder); }
  .swatches button[aria-disabled='true'] { cursor: default; font-weight: 700; }
  .swatches .colour { width: 8px; height: 8px; forced-color-adjust: none; }
  .swatches .plain { height: 20px; padding: 0 4px; border: 0; background: none; color: var(--vscode-textLink-foreground); font: inherit; font-size: 11px; cursor: pointer; }
  .swatches .plain:hover { outline: 0; text-decoration: underline; }
`

const specialOptions: readonly PickerOption[] = [
  { value: 'show', label: t('Special tokens') }, { value: 'hide', label: t('Without special') },
  { value: 'renormalise', label: t('Renormalised') },
]
const pairOptions: readonly PickerOption[] = [
  { value: 'all', label: t('All pairs') }, { value: 'aa', label: t('A to A') }, { value: 'ab', label: t('A to B') },
  { value: 'ba', label: t('B to A') }, { value: 'bb', label: t('B to B') },
]
const shapeOptions: readonly PickerOption[] = [{ value: 'columns', label: t('Columns') }, { value: 'arcs', label: t('Arcs') }]
/** Steps of the slider; the weight is their square, so that small weights have room. */
const sliderSteps = 100

export interface HeadControls {
  readonly settings: HeadSettings
  readonly special: SpecialMode
  readonly choice: HeadChoice
  /** Heads of the layer that is shown; 0 where all layers are. */
  readonly heads: number
  readonly shown: readonly ShownHead[]
  readonly colours: readonly string[]
  /** What the threshold is of: 1 for weights, the largest norm for norms. */
  readonly unit: number
  /** The directions between two texts that there are lines in. */
  readonly pairs: readonly PairFilter[]
  change(part: Partial<HeadSettings>): void
  /** The head whose lines alone are to be seen, or null. */
  light(head: number | null): void
  setSpecial(special: SpecialMode): void
}

/** Which heads, which of their lines, and in which shape. */
export function headControls(controls: HeadControls): TemplateResult {
  const { settings, special, choice, unit, pairs, change, setSpecial } = controls
  const least = sayWeight(settings.threshold * unit)
  const isWeight = measureOf(choice) === 'weights'
  const pick = <K extends keyof HeadSettings>(key: K, read: (value: string) => HeadSettings[K]) =>
    ({ detail }: CustomEvent<string>) => { change({ [key]: read(detail) } as Partial<HeadSettings>) }
  return html`${swatches(controls)}<div class="controls">
    <label class="labelled-slider"><span>${isWeight ? t('Weight ≥') : t('Number ≥')}</span><input type="range" min="0" max=${sliderSteps} step="1" aria-label=${isWeight ? t('Least weight') : t('Least number')}
      aria-valuetext=${least} .value=${String(Math.round(Math.sqrt(settings.threshold) * sliderSteps))}
      @input=${({ target }: Event) => { change({ threshold: (Number((target as HTMLInputElement).value) / sliderSteps) ** 2 }) }}
    ><span class="number">${least}</span></label>
    <gaze-picker label=${t('Lines a token')} .value=${String(settings.most)} .options=${mostChoices.map((most) => ({
      value: String(most), label: most === 0 ? t('All lines') : t('Top {0}', most),
    }))} @pick=${pick('most', Number)}></gaze-picker>
    <gaze-picker label=${t('Special tokens')} .value=${special} .options=${specialOptions}
      @pick=${({ detail }: CustomEvent<SpecialMode>) => { setSpecial(detail) }}></gaze-picker>
    ${pairs.length > 1 ? html`<gaze-picker label=${t('Sentence pair')} .value=${pairs.includes(settings.pairs) ? settings.pairs : 'all'}
      .options=${pairOptions.filter(({ value }) => value === 'all' || pairs.some((name) => name === value))}
      @pick=${pick('pairs', (value) => value as PairFilter)}></gaze-picker>` : nothing}
    <gaze-segments label=${t('Shape')} .value=${settings.shape} .options=${shapeOptions}
      @pick=${pick('shape', (value) => value as HeadShape)}></gaze-segments>
  </div>`
}

function swatches({ settings: { beside }, choice, heads, shown, colours, change, light }: HeadControls): TemplateResult | typeof nothing {
  if (heads < 2) return nothing
  const all = Array.from({ length: heads }, (_, head) => head)
  const swatch = (head: number) => {
    const found = shown.find((one) => one.choice.head === head)
    const isChosen = choice.head === head
    return html`<button aria-pressed=${found !== undefined} aria-label=${t('Head {0}', head + 1)} aria-disabled=${isChosen}
      title=${isChosen ? t('Head {0}, the chosen one', head + 1) : found ? t('Hide head {0}', head + 1) : t('Show head {0}', head + 1)}
      @click=${() => { if (!isChosen) change({ beside: toggleBeside(beside, head) }) }}
      @pointerenter=${() => { light(head) }} @focus=${() => { light(head) }}
      @pointerleave=${() => { light(null) }} @blur=${() => { light(null) }}
    >${found ? html`<span class="colour" .style=${`background: ${colours[found.colour]!}`}></span>` : nothing}${head + 1}</button>`
  }
  return html`<div class="swatches" role="group" aria-label=${t('Heads shown')}>
    ${all.map(swatch)}
    <button class="plain" @click=${() => { change({ beside: all.filter((head) => head !== choice.head) }) }}>${t('All heads')}</button>
    ${beside.length > 0 ? html`<button class="plain" @click=${() => { change({ beside: [] }) }}>${t('Only the chosen')}</button>` : nothing}
  </div>`
}
