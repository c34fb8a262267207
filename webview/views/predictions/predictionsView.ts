import { html, LitElement, nothing, type TemplateResult } from 'lit'
import type { HeadChoice, LayerSummary, TokenSpan } from '../../../protocol/attention.ts'
import { likeliestAt, type NextPlace, type PredictionTable, type SamplingChoice } from '../../../protocol/predictions.ts'
import { sayNumber, t } from '../../l10n/translate.ts'
import type { Continuing } from '../../state/continuing.ts'
import { sayToken } from '../../state/phrases.ts'
import type { Predicting } from '../../state/predicting.ts'
import type { SamplingSettings } from '../../state/samplingSettings.ts'
import { icon } from '../../ui/icon.ts'
import { sharedStyles } from '../../ui/sharedStyles.ts'
import type { Palette } from '../colour/palette.ts'
import { rampButton, scaleBar, scaleBarStyles } from '../colour/scaleBar.ts'
import { emit } from '../gazeEvents.ts'
import { progressStyles, working } from '../progress.ts'
import { candidateStyles, candidateTable } from '../sampling/candidateTable.ts'
import { likelyStyles, likelyTable } from './likelyTable.ts'
import { predictionsStyles } from './predictionsStyles.ts'
import { blindGuess, sayPlace, surprisalSentence } from './surprisalWords.ts'

/** What the model expected of each token of the text, what it expects next, and what it writes on. */
export class GazePredictionsView extends LitElement {
  static override properties = {
    tokens: { attribute: false }, labels: { attribute: false }, layers: { attribute: false }, choice: { attribute: false }, palette: { attribute: false },
    predicting: { attribute: false }, continuing: { attribute: false }, next: { attribute: false }, settings: { attribute: false },
    place: { type: Number }, pointed: { type: Number }, isPair: { type: Boolean }, fixed: { type: Boolean }, stale: { type: Boolean },
  }
  static override styles = [sharedStyles, progressStyles, scaleBarStyles, likelyStyles, candidateStyles, predictionsStyles]

  declare tokens: readonly TokenSpan[]
  /** Of all tokens of the analysis. */
  declare labels: readonly string[]
  declare layers: readonly LayerSummary[]
  declare choice: HeadChoice
  declare palette: Palette
  declare predicting: Predicting
  declare continuing: Continuing
  /** What may come next at the place in question, where that is known. */
  declare next: NextPlace | null
  declare settings: SamplingSettings
  /** The place that is looked at. */
  declare place: number
  declare pointed: number | null
  /** Of an encoder-decoder. */
  declare isPair: boolean
  declare fixed: boolean
  declare stale: boolean

  constructor() {
    super()
    this.pointed = null
    this.isPair = this.fixed = this.stale = false
  }

  override render() {
    const { found, failed } = this.predicting
    if (failed) return html`<p class="failed" role="alert">${icon('error')}<span>${failed.message}</span></p>`
    if (!found) return working({ phase: 'run' }, () => { emit(this, 'gaze-navigate', { view: 'heatmap' }) })
    return html`<p class="said">${surprisalSentence(found, this.labels)}</p>
      ${this.#text(found)}
      <div class="parts">${this.#here(found)}${this.#after(found)}</div>
      ${this.fixed ? nothing : html`<hr class="rule">${this.isPair ? this.#drawing(found) : this.#writing()}`}`
  }

  #text(table: PredictionTable): TemplateResult {
    const { palette, labels, place, pointed } = this
    return html`<section class="section" aria-label=${t('Surprisal')}>
      <div class="legend muted">${scaleBar(palette.surprisal, t('{0} bits', sayNumber(blindGuess(table), 1)))}
        <span>${t('surprisal; the last colour is a blind guess among {0} tokens', sayNumber(table.vocabulary))}</span>${rampButton(this, palette)}</div>
      <gaze-surprisal-text .table=${table} .labels=${labels} .palette=${palette} .chosen=${place} .pointed=${pointed} @place=${this.#pick}></gaze-surprisal-text>
      <gaze-surprisal-chart .table=${table} .palette=${palette} .chosen=${place} .pointed=${pointed} @place=${this.#pick}></gaze-surprisal-chart>
    </section>`
  }

  #here(table: PredictionTable): TemplateResult {
    const { place } = this
    const index = table.first + place
    const label = this.labels[index] ?? ''
    const title = t('In place of “{0}”', sayToken(label))
    return html`<section class="section" aria-label=${title}><h3>${title}</h3>
      <p class="note">${sayPlace(table, place, sayToken(label))}</p>
      ${likeliestAt(table, place).length ? likelyTable(table, place, { id: this.tokens[index]!.id, label }, title, this.palette.surprisalAccent) : nothing}</section>`
  }

  #after(table: PredictionTable): TemplateResult {
    const { place } = this
    const next = place + 1
    const token = this.tokens[table.first + next]
    const title = t('After “{0}”', sayToken(this.labels[table.first + place]))
    return html`<section class="section" aria-label=${title}><h3>${title}</h3>
      <p class="note">${next < table.count ? sayPlace(table, next, sayToken(this.labels[table.first + next])) : t('Nothing stands here: it is what the model would write next.')}</p>
      ${likelyTable(table, next, token && next < table.count ? { id: token.id, label: this.labels[table.first + next] ?? '' } : null, title, this.palette.surprisalAccent)}</section>`
  }

  #writing(): TemplateResult {
    const { settings } = this
    return html`<section class="section" aria-label=${t('Write on')}><h3>${t('Write on')}</h3>
      <div class="parts">
        <gaze-write-on .tokens=${this.tokens} .labels=${this.labels} .layers=${this.layers} .choice=${this.choice} .palette=${this.palette} .continuing=${this.continuing}
          .here=${this.next} .count=${settings.count} ?stale=${this.stale}
          @count=${({ detail }: CustomEvent<number>) => { emit(this, 'gaze-navigate', { sampling: { ...settings, count: detail } }) }}></gaze-write-on>
        ${this.#controls()}
      </div></section>`
  }

  /** What a way to draw makes of the place behind the one in question. */
  #drawing(table: PredictionTable): TemplateResult {
    const title = t('How the next token is drawn after “{0}”', sayToken(this.labels[table.first + this.place]))
    return html`<section class="section" aria-label=${title}><h3>${title}</h3>
      <div class="parts"><div class="section">${this.next ? candidateTable(this.next, title, this.palette.surprisalAccent) : nothing}
        <div><vscode-button @click=${() => { emit(this, 'gaze-sample', this.settings.sampling) }}>${t('Write the Target This Way')}</vscode-button></div></div>
        ${this.#controls()}</div></section>`
  }

  #controls(): TemplateResult {
    const { settings } = this
    return html`<gaze-sampling-controls .sampling=${settings.sampling} ?disabled=${this.continuing.left > 0}
      @sampling=${({ detail }: CustomEvent<SamplingChoice>) => { emit(this, 'gaze-navigate', { sampling: { ...settings, sampling: detail } }) }}></gaze-sampling-controls>`
  }

  #pick({ detail }: CustomEvent<number>): void {
    this.dispatchEvent(new CustomEvent('place', { detail }))
  }
}
customElements.define('gaze-predictions-view', GazePredictionsView)
