import { css, html, LitElement } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { PredictionTable } from '../../../protocol/predictions.ts'
import { t } from '../../l10n/translate.ts'
import { sayToken } from '../../state/phrases.ts'
import { moveFocus } from '../../ui/moveFocus.ts'
import { sharedStyles } from '../../ui/sharedStyles.ts'
import type { Palette } from '../colour/palette.ts'
import { emit, nothingPointed } from '../gazeEvents.ts'
import { blindGuess, sayPlace } from './surprisalWords.ts'

/** The text, each token tinted by how surprising it was; sends `place` with the one that was picked. */
export class GazeSurprisalText extends LitElement {
  static override properties = {
    table: { attribute: false }, labels: { attribute: false }, palette: { attribute: false }, chosen: { attribute: false }, pointed: { attribute: false }, active: { state: true },
  }
  static override styles = [sharedStyles, css`
    :host { display: block; min-width: 0; }
    .tokens { max-height: 260px; padding: 1px; overflow-y: auto; line-height: 1.75; font-family: var(--vscode-editor-font-family, monospace); }
    button {
      display: inline; padding: 1px 1px; margin: 0 1px 0 0; border: 0; border-radius: 2px; background: none; color: inherit; font: inherit;
      cursor: pointer; white-space: pre-wrap; overflow-wrap: anywhere; text-align: start; forced-color-adjust: none;
      color: var(--vscode-foreground);
    }
    button.special { color: var(--vscode-descriptionForeground); }
    button:hover, button.lit { box-shadow: inset 0 -2px currentColor; }
    button[aria-pressed='true'] { outline: 1px solid var(--gaze-surprisal); outline-offset: 0; }
    button:focus-visible { outline: 2px solid var(--vscode-focusBorder); outline-offset: -1px; }
    @media (forced-colors: active) { button { color: CanvasText; } button[aria-pressed='true'] { outline-color: Highlight; } }
  `]

  declare table: PredictionTable
  /** Of all tokens of the analysis. */
  declare labels: readonly string[]
  declare palette: Palette
  declare chosen: number
  /** The place under the mouse somewhere else. */
  declare pointed: number | null
  declare active: number | null

  constructor() {
    super()
    this.labels = []
    this.pointed = this.active = null
  }

  override render() {
    const { table, palette } = this
    const stop = this.#stop()
    const places = Array.from({ length: table.count }, (_, place) => place)
    return html`<div class="tokens left-to-right" role="toolbar" aria-label=${t('Tokens by surprisal')} @keydown=${this.#key}
      @pointerleave=${() => { this.#point(null) }} .style=${`--gaze-surprisal: ${palette.surprisalAccent}`}>${repeat(places, (place) => place, (place) => {
      const label = this.labels[table.first + place] ?? ''
      const name = sayToken(label)
      const said = sayPlace(table, place, name)
      const breaks = label.endsWith('↵')
      return html`<button class="${place === this.pointed ? 'lit' : ''} ${Number.isNaN(table.surprisal[place]!) ? 'special' : ''}" tabindex=${place === stop ? 0 : -1} aria-pressed=${place === this.chosen}
        aria-label=${said} title=${said} .style=${tint(table, place, palette)}
        @click=${() => { this.#pick(place) }} @focus=${() => { this.active = place }} @pointerenter=${() => { this.#point(place) }}
      >${label}</button>${breaks ? html`<br>` : ''}`
    })}</div>`
  }

  #stop(): number {
    return this.active !== null && this.active < this.table.count ? this.active : this.chosen
  }

  #pick(place: number): void {
    this.active = place
    this.dispatchEvent(new CustomEvent('place', { detail: place }))
  }

  #point(place: number | null): void {
    emit(this, 'gaze-point', place === null ? nothingPointed : { row: this.table.first + place, column: null })
  }

  #key(event: KeyboardEvent): void {
    const at = this.#stop()
    const next = moveFocus(event, this.renderRoot, at, (direction) => this.#nextSurprise(at, direction))
    if (next !== null) this.#pick(next)
  }

  /** The next token above the mean, up or down the text. */
  #nextSurprise(at: number, direction: 1 | -1): number {
    const { surprisal, count } = this.table
    const known = surprisal.filter((bits) => !Number.isNaN(bits))
    const mean = known.reduce((sum, bits) => sum + bits, 0) / Math.max(1, known.length)
    for (let next = at + direction; next >= 0 && next < count; next += direction) if (surprisal[next]! > mean) return next
    return at
  }
}
customElements.define('gaze-surprisal-text', GazeSurprisalText)

/** From no tint to the strongest that the text stays legible on. */
function tint(table: PredictionTable, place: number, { surprisalAccent, surprisalTint }: Palette): string {
  const share = Math.min(1, (table.surprisal[place] || 0) / blindGuess(table))
  return share > 0 ? `background-color: color-mix(in srgb, ${surprisalAccent} ${(100 * share * surprisalTint).toFixed(1)}%, transparent)` : ''
}
