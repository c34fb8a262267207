import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import type { HeadChoice, LayerSummary, TokenSpan } from '../../../protocol/attention.ts'
import type { NextPlace } from '../../../protocol/predictions.ts'
import { t } from '../../l10n/translate.ts'
import type { Continuing, DrawnToken } from '../../state/continuing.ts'
import { sayChoice, sayToken } from '../../state/phrases.ts'
import { countChoices } from '../../state/samplingSettings.ts'
import { sharedStyles } from '../../ui/sharedStyles.ts'
import type { Palette } from '../colour/palette.ts'
import { emit } from '../gazeEvents.ts'
import { likelyStyles } from '../predictions/likelyTable.ts'
import { sayProbability, spellingLabel } from '../predictions/surprisalWords.ts'
import { candidateStyles, candidateTable } from './candidateTable.ts'

/** Tokens of the text before the continuation that are shown with it. */
const shownBefore = 160

/** The text written on by the model, token by token, tinted by what it looked at to write one of them. */
export class GazeWriteOn extends LitElement {
  static override properties = {
    tokens: { attribute: false }, labels: { attribute: false }, layers: { attribute: false }, choice: { attribute: false }, palette: { attribute: false },
    continuing: { attribute: false }, here: { attribute: false }, count: { type: Number }, fixed: { type: Boolean }, stale: { type: Boolean }, shown: { state: true },
  }
  static override styles = [sharedStyles, likelyStyles, candidateStyles, css`
    :host { display: flex; flex-direction: column; gap: 8px; min-width: 0; }
    .actions { display: flex; flex-wrap: wrap; align-items: center; gap: 6px; }
    .text { max-height: 200px; padding: 1px; overflow-y: auto; line-height: 1.75; font-family: var(--vscode-editor-font-family, monospace); overflow-wrap: anywhere; white-space: pre-wrap; }
    .text span, .text button { border-radius: 2px; padding: 1px; forced-color-adjust: none; }
    .text button { display: inline; border: 0; margin: 0; background: none; color: inherit; font: inherit; cursor: pointer; white-space: pre-wrap; text-decoration: underline; text-decoration-style: dotted; text-underline-offset: 3px; }
    .text button[aria-pressed='true'] { outline: 1px solid var(--gaze-accent); }
    .text button:focus-visible { outline: 2px solid var(--vscode-focusBorder); }
    .note { margin: 0; max-width: 76ch; font-size: 11px; overflow-wrap: anywhere; }
  `]

  declare tokens: readonly TokenSpan[]
  declare labels: readonly string[]
  declare layers: readonly LayerSummary[]
  declare choice: HeadChoice
  declare palette: Palette
  declare continuing: Continuing
  /** What may come next, where that is known. */
  declare here: NextPlace | null
  declare count: number
  /** There is no model to write, as in a recording. */
  declare fixed: boolean
  /** The document is not what was analysed any more. */
  declare stale: boolean
  /** The drawn token whose look is shown; null: what the next one is written from. */
  declare shown: number | null

  constructor() {
    super()
    this.count = 20
    this.fixed = this.stale = false
    this.shown = null
  }

  override render() {
    const { continuing: { tokens, left, failed }, here } = this
    return html`
      ${tokens.length > 0 ? this.#text(tokens) : nothing}
      <div class="actions">${left > 0
        ? html`<vscode-button appearance="secondary" @click=${() => { emit(this, 'gaze-write-on', 0) }}>${t('Stop')}</vscode-button><span role="status">${t('{0} more to write…', left)}</span>`
        : this.#buttons(tokens.length > 0)}</div>
      ${failed ? html`<p class="note" role="alert">${failed.failure.message}</p>` : nothing}
      ${here?.full ? html`<p class="note" role="status">${t('The model takes no more tokens.')}</p>`
        : here?.ends ? html`<p class="note" role="status">${t('The model ends the text here.')}</p>` : nothing}
      ${here ? candidateTable(here, t('What may come next'), this.palette.surprisalAccent) : nothing}`
  }

  override updated(changed: PropertyValues<this>): void {
    const text = this.renderRoot.querySelector('.text')
    if (text && changed.has('continuing') && this.shown === null) text.scrollTop = text.scrollHeight
  }

  #buttons(has: boolean): TemplateResult {
    const { here } = this
    const ends = here ? here.ends || here.full : !this.continuing.failed
    return html`<vscode-button ?disabled=${ends} @click=${() => { this.#write(this.count) }}>${this.count === 1 ? t('Write 1 token') : t('Write {0} tokens', this.count)}</vscode-button>
      <gaze-picker label=${t('Tokens to write')} .value=${String(this.count)} .options=${countChoices.map((count) => ({ value: String(count), label: String(count) }))}
        @pick=${({ detail }: CustomEvent<string>) => { this.dispatchEvent(new CustomEvent('count', { detail: Number(detail) })) }}></gaze-picker>
      <vscode-button appearance="secondary" ?disabled=${ends} @click=${() => { this.#write(1) }}>${t('One token')}</vscode-button>
      ${has ? html`<vscode-button ?disabled=${this.stale || !here} title=${this.stale ? t('The text was edited since; run it again with Show Attention') : ''}
          @click=${() => { emit(this, 'gaze-accept', here?.text ?? '') }}>${t('Insert into the Document')}</vscode-button>
        <vscode-button appearance="secondary" @click=${() => { this.shown = null; emit(this, 'gaze-throw-away', null) }}>${t('Throw Away')}</vscode-button>` : nothing}`
  }

  #text(drawn: readonly DrawnToken[]): TemplateResult {
    const { tokens, labels, palette } = this
    const at = this.shown !== null && this.shown < drawn.length ? this.shown : drawn.length - 1
    const { row } = drawn[at]!
    const first = Math.max(0, tokens.length - shownBefore)
    const top = row.reduce((most, weight, token) => (tokens[token]?.special ? most : Math.max(most, weight)), 0)
    const special = row.reduce((sum, weight, token) => (tokens[token]?.special ? sum + weight : sum), 0)
    const tint = (token: number) => {
      const share = tokens[token]?.special || top === 0 ? 0 : Math.sqrt((row[token] ?? 0) / top)
      return share > 0.02 ? `background-color: color-mix(in srgb, ${palette.accent} ${(100 * share * palette.accentTint).toFixed(1)}%, transparent)` : ''
    }
    const written = (label: string) => html`${label}${label.endsWith('↵') ? html`<br>` : nothing}`
    return html`<div class="text left-to-right" tabindex="0" role="group" aria-label=${t('What the model wrote')} .style=${`--gaze-accent: ${palette.accent}`}>${first > 0 ? '…' : ''}${tokens.slice(first).map((_, index) =>
      html`<span .style=${tint(first + index)}>${written((labels[first + index] ?? '').replace(/^·/, ' '))}</span>`)}${drawn.map((token, index) => {
      const label = spellingLabel(token)
      return html`<button aria-pressed=${index === at} .style=${tint(tokens.length + index)} title=${t('{0}, probability {1}', sayToken(label), sayProbability(token.probability))}
        @click=${() => { this.shown = index }}>${label.replace(/^·/, ' ')}</button>${label.endsWith('↵') ? html`<br>` : nothing}`
    })}</div>
    <p class="note muted">${t('Tinted: what {0} looked at to write “{1}”, by the strongest token of the text; special tokens had {2}.',
      sayChoice({ layer: this.choice.layer, head: this.choice.head }, this.layers), sayToken(spellingLabel(drawn[at]!)), special.toFixed(3))}</p>`
  }

  #write(count: number): void {
    this.shown = null
    emit(this, 'gaze-write-on', count)
  }
}
customElements.define('gaze-write-on', GazeWriteOn)
