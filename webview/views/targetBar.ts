import { css, html, LitElement } from 'lit'
import type { AttentionSlice, Direction, TokenSpan } from '../../protocol/attention.ts'
import { directionFrom } from '../../protocol/sliceSides.ts'
import { t } from '../l10n/translate.ts'
import { sayToken, sayWeight } from '../state/phrases.ts'
import { sumRows } from '../state/weights.ts'
import { sharedStyles } from '../ui/sharedStyles.ts'
import { byParts } from './byParts.ts'
import type { Palette } from './colour/palette.ts'
import { emit, nothingPointed, type Pointed } from './gazeEvents.ts'

/** An encoder-decoder's target as running text: its tokens can be picked, and are tinted by what the focused ones give them. */
export class GazeTargetBar extends LitElement {
  static override properties = {
    slice: { attribute: false }, tokens: { attribute: false }, labels: { attribute: false }, direction: {}, palette: { attribute: false },
    focused: byParts, pointed: byParts, generated: { type: Boolean }, pictured: { type: Boolean }, fixed: { type: Boolean },
    written: { attribute: false }, stepping: { type: Boolean },
  }
  static override styles = [sharedStyles, css`
    :host { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 4px; min-width: 0; }
    h2 { margin: 0 4px 0 0; }
    .tokens { display: flex; flex-wrap: wrap; gap: 2px 1px; min-width: 0; font-family: var(--vscode-editor-font-family, monospace); }
    .tokens button {
      position: relative; border: 0; margin: 0; padding: 1px 3px; border-radius: 2px; font: inherit; color: inherit; background: none; cursor: pointer;
      white-space: pre-wrap; overflow-wrap: anywhere; text-align: start;
    }
    .tokens button .tint { position: absolute; inset: 0; border-radius: 2px; pointer-events: none; }
    .tokens button .text { position: relative; }
    .tokens button[aria-pressed="true"] { outline: 1px solid var(--accent); }
    .tokens button.later { color: var(--vscode-descriptionForeground); font-style: italic; }
    .tokens button.lit, .tokens button:hover { box-shadow: inset 0 -2px currentColor; }
    .tokens button:focus-visible { outline: 1px solid var(--vscode-focusBorder); }
  `]

  declare slice: AttentionSlice
  declare tokens: readonly TokenSpan[]
  declare labels: readonly string[]
  declare direction: Direction
  declare palette: Palette
  declare focused: readonly number[]
  declare pointed: Pointed
  declare generated: boolean
  /** It tells what is on a picture. */
  declare pictured: boolean
  /** No other target can be given, as in a recording. */
  declare fixed: boolean
  /** Up to which token it is written at the step that is shown; null where all of it is. */
  declare written: number | null
  /** It is gone through word by word. */
  declare stepping: boolean

  constructor() {
    super()
    this.focused = []
    this.pointed = nothingPointed
    this.generated = this.pictured = this.fixed = this.stepping = false
    this.written = null
  }

  override render() {
    const title = !this.generated ? t('Target') : this.pictured ? t('Caption') : t('Translation')
    const direction = directionFrom(this.slice, this.direction, this.focused)
    const values = this.focused.length > 0 ? sumRows(this.slice, direction, this.focused) : new Float64Array()
    const own = [...this.tokens.keys()].filter((token) => this.tokens[token]!.segment === 1 && !this.tokens[token]!.special)
    const top = own.reduce((most, token) => Math.max(most, weightOf(values, token)), 0)
    return html`<h2>${title}</h2>
      <div class="tokens left-to-right" role="group" aria-label=${title} .style=${`--accent: ${this.palette.accent}`}>${own.map((token) => this.#token(token, weightOf(values, token), top))}</div>
      <vscode-button appearance=${this.stepping ? 'primary' : 'secondary'} aria-pressed=${this.stepping} @click=${() => { emit(this, 'gaze-navigate', { writing: { on: !this.stepping, at: null } }) }}>${t('Word by word')}</vscode-button>
      ${this.fixed ? '' : html`<vscode-button appearance="secondary" @click=${() => { emit(this, 'gaze-command', 'giveTarget') }}>${t('Change…')}</vscode-button>`}`
  }

  #token(token: number, weight: number, top: number) {
    const name = sayToken(this.labels[token])
    const isLit = this.pointed.row === token || this.pointed.column === token
    const strength = top > 0 ? Math.round(60 * Math.sqrt(weight / top)) : 0
    return html`<button class=${[isLit ? 'lit' : '', this.written !== null && token > this.written ? 'later' : ''].join(' ')} aria-pressed=${this.focused.includes(token)} title=${weight > 0 ? t('{0}, {1}', name, sayWeight(weight)) : name}
      @click=${() => { emit(this, 'gaze-pick', { token, pin: false }) }}
      @pointerenter=${() => { this.#point(token) }} @focus=${() => { this.#point(token) }}
      @pointerleave=${() => { this.#point(null) }} @blur=${() => { this.#point(null) }}
    >${strength > 0 ? html`<span class="tint" .style=${`background: color-mix(in srgb, ${this.palette.accent} ${strength}%, transparent)`}></span>` : ''}<span class="text">${this.labels[token]!.replace(/^·/, ' ').trimStart()}</span></button>`
  }

  #point(token: number | null): void {
    emit(this, 'gaze-point', token === null ? nothingPointed : { row: token, column: null })
  }
}
customElements.define('gaze-target-bar', GazeTargetBar)

function weightOf(values: Float64Array, token: number): number {
  const weight = values[token] ?? 0
  return Number.isNaN(weight) ? 0 : weight
}
