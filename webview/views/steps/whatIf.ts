import { css, html, LitElement, nothing, type PropertyValues } from 'lit'
import type { StepChange, StepThrough } from '../../../protocol/steps.ts'
import { t } from '../../l10n/translate.ts'
import { sayToken } from '../../state/phrases.ts'
import { sameStep, sameStepNeed, type StepNeed, type Stepping } from '../../state/stepping.ts'
import { isUnchanged, type StepSettings } from '../../state/stepSettings.ts'
import type { PickerOption } from '../../ui/chooser.ts'
import { icon } from '../../ui/icon.ts'
import { sharedStyles } from '../../ui/sharedStyles.ts'
import { sliderStyles } from '../../ui/sliderStyles.ts'
import type { Palette } from '../colour/palette.ts'
import { emit } from '../gazeEvents.ts'
import { keyOrder, strongestKey } from './keyOrder.ts'
import { tell } from './stepEvents.ts'
import { largest, sayNumber } from './stepNumbers.ts'
import { maskedKeys } from './stepSentences.ts'
import { whatIfControls, whatIfControlStyles } from './whatIfControls.ts'

/** What a change would make of the weights and of their sum, beside the model's own. */
export class GazeWhatIf extends LitElement {
  static override properties = {
    step: { attribute: false }, stepping: { attribute: false }, need: { attribute: false }, settings: { attribute: false },
    chosen: { attribute: false }, labels: { attribute: false }, options: { attribute: false }, palette: { attribute: false },
    dimension: { attribute: false },
  }
  static override styles = [sharedStyles, sliderStyles, whatIfControlStyles, css`
    :host { display: block; min-width: 0; }
    section { display: flex; flex-direction: column; gap: 10px; min-width: 0; padding-top: 12px; border-top: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent)); }
    @container (min-width: 880px) { section { padding-top: 0; border-top: 0; } }
    .heading { display: flex; align-items: center; flex-wrap: wrap; gap: 4px 10px; min-height: 26px; }
    h3:focus { outline: none; }
    h3 { margin: 0; font-size: 1.15em; font-weight: 600; }
    .mark { padding: 1px 6px; border: 1px solid var(--vscode-contrastBorder, transparent); border-radius: 2px; background: var(--vscode-badge-background); color: var(--vscode-badge-foreground); font-size: 11px; }
    p { margin: 0; overflow-wrap: anywhere; }
    .failed { display: flex; gap: 6px; }
    .result { display: flex; flex-direction: column; gap: 8px; min-width: 0; }
    .line { display: none; font-size: 11px; }
    @container (min-width: 304px) { .line { display: block; } }
    .late { --gaze-dim: 0.4; }
  `]

  declare step: StepThrough
  declare stepping: Stepping
  declare need: StepNeed
  declare settings: StepSettings
  declare chosen: number
  declare labels: readonly string[]
  declare options: readonly PickerOption[]
  declare palette: Palette
  declare dimension: number | null
  #without: readonly PickerOption[] = []

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('options')) this.#without = [{ value: '', label: '–' }, ...this.options]
  }

  override updated(changed: PropertyValues<this>): void {
    const { changed: result } = this.stepping
    if (!changed.has('stepping') || !result || changed.get('stepping')?.changed === result) return
    const key = strongestKey(result.result.weights)
    tell(this, 'step-say', t('Changed: {0} gets {1}, by the model {2}', sayToken(this.labels[key]), sayNumber(result.result.weights[key]!), sayNumber(this.step.weights[key]!)))
  }

  override render() {
    const { step, settings: { change } } = this
    const unchanged = isUnchanged(change)
    return html`<section aria-labelledby="what-if">
      <div class="heading"><h3 id="what-if" tabindex="-1">${t('What if')}</h3>${unchanged ? nothing : html`<span class="mark">${t('not the model’s')}</span>`}</div>
      ${whatIfControls({ step, change, options: this.#without, masked: maskedKeys(step).length > 0, set: (next) => { this.#set(next) }, reset: () => { this.#reset() } })}
      ${unchanged ? html`<p class="muted">${step.score === 'additive'
        ? t('Change something, and the attention is worked out anew from the model’s own W q, U k and values, beside the real one.')
        : t('Change something, and the attention is worked out anew from the model’s own q, k and v, beside the real one.')}</p>` : this.#result()}
    </section>`
  }

  #result() {
    const { step, need, stepping: { changed, failed }, chosen, labels, palette, dimension } = this
    if (failed?.of.change && sameStep(failed.of.choice, need.choice)) {
      return html`<p class="failed" role="alert">${icon('info')}<span>${failed.failure.blame === 'cancelled' ? t('Stopped.') : failed.failure.message}</span></p>`
    }
    if (!changed || !sameStep(changed.of.choice, { ...step, query: step.token })) return nothing
    const { weights, context } = changed.result
    const name = sayToken(labels[step.token])
    const either = weights.map((weight, key) => Math.max(weight, step.weights[key]!))
    const top = step.context ? largest(context, step.context) : largest(context)
    const isLate = !sameStepNeed(changed.of, need)
    return html`<div class="result ${isLate ? 'late' : ''}">
      <gaze-key-table .name=${t('changed weights of {0}', name)} .caption=${t('Weights')} .labels=${labels}
        .columns=${[{ label: t('model'), values: step.weights }, { label: t('changed'), values: weights }]}
        .bars=${{ values: weights, signed: false, beside: step.weights }} .order=${keyOrder(either, chosen, this.settings.allKeys)}
        .chosen=${chosen} .palette=${palette}></gaze-key-table>
      <p class="line muted">${t('The line on a bar marks the model’s own weight.')}</p>
      ${step.context ? html`<gaze-strip .values=${step.context} .caption=${t('The model’s sum')} .name=${t('context of {0}', name)} .top=${top}
        .dimension=${dimension} .palette=${palette}></gaze-strip>` : nothing}
      <gaze-strip .values=${context} .caption=${t('The changed sum')} .name=${t('changed context of {0}', name)} .top=${top}
        .dimension=${dimension} .palette=${palette}></gaze-strip>
    </div>`
  }

  #set(change: StepChange): void {
    emit(this, 'gaze-navigate', { steps: { ...this.settings, change } })
  }

  #reset(): void {
    this.#set({})
    // The button that was pressed goes.
    this.renderRoot.querySelector<HTMLElement>('h3')?.focus()
  }
}
customElements.define('gaze-what-if', GazeWhatIf)
