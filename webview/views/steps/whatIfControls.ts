import { css, html, nothing, type TemplateResult } from 'lit'
import type { StepChange, StepThrough } from '../../../protocol/steps.ts'
import { t } from '../../l10n/translate.ts'
import { isUnchanged } from '../../state/stepSettings.ts'
import type { PickerOption } from '../../ui/chooser.ts'

export const whatIfControlStyles = css`
  .controls { display: grid; grid-template-columns: max-content minmax(0, 1fr); align-items: center; gap: 6px 10px; }
  .controls > label { display: contents; }
  .slider { display: flex; align-items: center; gap: 8px; min-width: 0; }
  .slider .number { min-width: 5ch; text-align: right; }
  input[type='range'] { flex: 1; min-width: 40px; max-width: 200px; }
  input[type='checkbox'] { width: 16px; height: 16px; margin: 0; accent-color: var(--vscode-focusBorder); }
  input:disabled { opacity: 0.5; }
`

/** Steps of the temperature's slider from and to, an octave in ten of them. */
const octaveSteps = 10
const octaves = 3

export interface WhatIfControls {
  readonly step: StepThrough
  readonly change: StepChange
  /** None, and every key. */
  readonly options: readonly PickerOption[]
  /** Whether any key is masked. */
  readonly masked: boolean
  set(change: StepChange): void
  reset(): void
}

/** What to do otherwise than the model does. */
export function whatIfControls({ step, change, options, masked, set, reset }: WhatIfControls): TemplateResult {
  const put = <K extends keyof StepChange>(part: K, value: StepChange[K] | undefined) => {
    const others = Object.entries(change).filter(([name]) => name !== part)
    set(Object.fromEntries(value === undefined ? others : [...others, [part, value]]) as StepChange)
  }
  const farthest = Math.max(step.token, step.keyCount - 1 - step.token)
  const window = change.window ?? farthest
  const temperature = change.temperature ?? 1
  const size = step.query?.length ?? 0
  const scores: readonly PickerOption[] = step.score === 'additive' ? [
    { value: 'model', label: t('As the model does') }, { value: 'dot', label: t('W q · U k') }, { value: 'scaled', label: t('W q · U k ÷ √{0}', size) },
  ] : [
    { value: 'model', label: t('As the model does') }, { value: 'dot', label: t('q·k, without the scale') },
    { value: 'scaled', label: t('q·k ÷ √{0}', size) },
  ]
  return html`<div class="controls">
    <span>${t('Score')}</span>
    <gaze-picker label=${t('Score')} .value=${change.score ?? 'model'} .options=${scores}
      @pick=${({ detail }: CustomEvent<string>) => { put('score', detail === 'model' ? undefined : detail as 'dot' | 'scaled') }}></gaze-picker>
    <span>${t('Temperature')}</span>
    <span class="slider"><input type="range" aria-label=${t('Temperature')} min=${-octaves * octaveSteps} max=${octaves * octaveSteps} step="1"
      aria-valuetext=${temperature.toFixed(2)} .value=${String(Math.round(Math.log2(temperature) * octaveSteps))}
      @input=${({ target }: Event) => {
        const steps = Number((target as HTMLInputElement).value)
        put('temperature', steps === 0 ? undefined : 2 ** (steps / octaveSteps))
      }}><span class="number">${temperature.toFixed(2)}</span></span>
    <span>${t('Local window')}</span>
    <span class="slider"><input type="range" aria-label=${t('Local window')} min="0" max=${farthest} step="1" ?disabled=${farthest === 0}
      aria-valuetext=${sayWindow(change.window)} .value=${String(Math.min(window, farthest))}
      @input=${({ target }: Event) => {
        const reach = Number((target as HTMLInputElement).value)
        put('window', reach >= farthest ? undefined : reach)
      }}><span class="number">${sayWindow(change.window)}</span></span>
    <span>${t('Without a key')}</span>
    <gaze-select label=${t('Without a key')} .value=${change.without === undefined ? '' : String(change.without)}
      .options=${options}
      @pick=${({ detail }: CustomEvent<string>) => { put('without', detail === '' ? undefined : Number(detail)) }}></gaze-select>
    <label><span>${t('No mask')}</span><span><input type="checkbox" aria-label=${t('No mask')} ?disabled=${!masked} .checked=${change.unmasked === true}
      @change=${({ target }: Event) => { put('unmasked', (target as HTMLInputElement).checked ? true : undefined) }}>${
        masked ? nothing : html` <span class="muted">${t('no key is masked')}</span>`}</span></label>
  </div>
  ${isUnchanged(change) ? nothing : html`<div><vscode-button appearance="secondary" @click=${reset}>${t('As the model does')}</vscode-button></div>`}`
}

function sayWindow(window: number | undefined): string {
  return window === undefined ? t('off') : `± ${window}`
}
