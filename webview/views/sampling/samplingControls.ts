import { css, html, LitElement } from 'lit'
import { greedy, type SamplingChoice } from '../../../protocol/predictions.ts'
import { t } from '../../l10n/translate.ts'
import { boundSampling, samplingBounds } from '../../state/samplingSettings.ts'
import { iconButton } from '../../ui/iconButton.ts'
import { sharedStyles } from '../../ui/sharedStyles.ts'
import { sliderStyles } from '../../ui/sliderStyles.ts'
import { byParts } from '../byParts.ts'
import { whatIfControlStyles } from '../steps/whatIfControls.ts'

/** How the next token is drawn: temperature, top-k, top-p and seed, each with its meaning; sends `sampling` with the choice. */
export class GazeSamplingControls extends LitElement {
  static override properties = { sampling: byParts, disabled: { type: Boolean } }
  static override styles = [sharedStyles, sliderStyles, whatIfControlStyles, css`
    :host { display: block; min-width: 0; max-width: 460px; }
    .controls { grid-template-columns: max-content minmax(0, 1fr); }
    .meaning { grid-column: 1 / -1; margin: -6px 0 2px; font-size: 11px; }
    input[type='number'] {
      width: 11ch; height: 24px; padding: 0 6px; font: inherit; color: var(--vscode-input-foreground); background: var(--vscode-input-background);
      border: 1px solid var(--vscode-input-border, var(--vscode-dropdown-border, var(--vscode-contrastBorder, transparent)));
    }
    .one { display: flex; align-items: center; gap: 4px; }
  `]

  declare sampling: SamplingChoice
  declare disabled: boolean

  constructor() {
    super()
    this.sampling = greedy
    this.disabled = false
  }

  override render() {
    const { temperature, topK, topP, seed } = this.sampling
    const isGreedy = temperature === 0
    return html`<div class="controls">
      <span id="temperature">${t('Temperature')}</span>
      ${this.#slider('temperature', temperature, { least: 0, most: samplingBounds.temperature, step: 0.05 }, isGreedy ? t('0, greedy') : temperature.toFixed(2), false)}
      <span class="meaning muted">${isGreedy ? t('0 always takes the likeliest token; above 0, tokens are drawn.') : t('Below 1 the likely become likelier, above 1 all become more alike.')}</span>
      <span id="topK">${t('Top-k')}</span>
      <span class="one">${this.#number('topK', topK, samplingBounds.topK, isGreedy)}</span>
      <span class="meaning muted">${t('Draws only among the likeliest so many; 0 among all.')}</span>
      <span id="topP">${t('Top-p')}</span>
      ${this.#slider('topP', topP, { ...samplingBounds.topP, step: 0.05 }, topP.toFixed(2), isGreedy)}
      <span class="meaning muted">${t('Draws only among the likeliest that together reach this probability; 1 among all.')}</span>
      <span id="seed">${t('Seed')}</span>
      <span class="one">${this.#number('seed', seed, samplingBounds.seed, isGreedy)}${iconButton('refresh', t('Another seed'), () => { this.#set({ seed: (seed + 1) % samplingBounds.seed }) })}</span>
      <span class="meaning muted">${t('The same seed draws the same tokens.')}</span>
    </div>`
  }

  #slider(name: 'temperature' | 'topP', value: number, { least, most, step }: { least: number; most: number; step: number }, said: string, off: boolean) {
    return html`<span class="slider"><input type="range" aria-labelledby=${name} min=${least} max=${most} step=${step} aria-valuetext=${said} ?disabled=${off || this.disabled}
      .value=${String(value)} @input=${({ target }: Event) => { this.#set({ [name]: Number((target as HTMLInputElement).value) }) }}><span class="number">${said}</span></span>`
  }

  #number(name: 'topK' | 'seed', value: number, most: number, off: boolean) {
    return html`<input class="number" type="number" aria-labelledby=${name} min="0" max=${most} step="1" ?disabled=${off || this.disabled} .value=${String(value)}
      @change=${({ target }: Event) => { this.#set({ [name]: Number((target as HTMLInputElement).value) }) }}>`
  }

  #set(part: Partial<SamplingChoice>): void {
    const detail = boundSampling({ ...this.sampling, ...part })
    this.sampling = detail
    this.dispatchEvent(new CustomEvent('sampling', { detail }))
  }
}
customElements.define('gaze-sampling-controls', GazeSamplingControls)
