import { css, html, LitElement } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { TokenSpan } from '../../../protocol/attention.ts'
import { t } from '../../l10n/translate.ts'
import { sayToken } from '../../state/phrases.ts'
import { moveFocus } from '../../ui/moveFocus.ts'
import { sharedStyles } from '../../ui/sharedStyles.ts'
import { emit } from '../gazeEvents.ts'

/** The tokens of the text in a row that wraps, the chosen ones pressed; sends `toggle` with the one that was clicked. */
export class GazeTokenStrip extends LitElement {
  static override properties = {
    tokens: { attribute: false }, labels: { attribute: false }, chosen: { attribute: false }, pointed: { attribute: false }, active: { state: true },
  }
  static override styles = [sharedStyles, css`
    :host { display: block; min-width: 0; }
    div { display: flex; flex-wrap: wrap; gap: 2px; max-height: 134px; margin: 0 -5px; padding: 1px; overflow-y: auto; }
    button {
      max-width: 16ch;
      height: 20px;
      padding: 0 4px;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: pre;
      border: 1px solid transparent;
      background: none;
      color: var(--vscode-foreground);
      font: inherit;
      font-family: var(--vscode-editor-font-family, monospace);
      cursor: pointer;
    }
    button.special { color: var(--vscode-descriptionForeground); }
    button:hover, button.pointed { background: var(--vscode-toolbar-hoverBackground, transparent); outline: 1px dashed var(--vscode-contrastActiveBorder, transparent); }
    button[aria-pressed='true'] {
      border-color: var(--vscode-focusBorder);
      background: var(--vscode-list-inactiveSelectionBackground, transparent);
      color: var(--vscode-list-inactiveSelectionForeground, var(--vscode-foreground));
    }
    button:focus-visible { outline: 2px solid var(--vscode-focusBorder); outline-offset: -1px; }
    @media (forced-colors: active) {
      button[aria-pressed='true'] { background: Highlight; color: HighlightText; forced-color-adjust: none; }
    }
  `]

  declare tokens: readonly TokenSpan[]
  declare labels: readonly string[]
  declare chosen: readonly number[]
  declare pointed: number | null
  declare active: number | null

  constructor() {
    super()
    this.tokens = []
    this.labels = []
    this.chosen = []
    this.pointed = null
    this.active = null
  }

  override render() {
    const chosen = new Set(this.chosen)
    const stop = this.#stop()
    return html`<div role="toolbar" aria-label=${t('Tokens to compare')} @keydown=${this.#key} @pointerleave=${() => { this.#point(null) }}>
      ${repeat(this.tokens, (_, unit) => unit, ({ special }, unit) => html`<button class="${special ? 'special' : ''} ${unit === this.pointed ? 'pointed' : ''}"
        aria-pressed=${chosen.has(unit)} aria-label=${sayToken(this.labels[unit])} tabindex=${unit === stop ? 0 : -1} title=${this.labels[unit] ?? ''}
        @click=${() => { this.#toggle(unit) }} @focus=${() => { this.active = unit }} @pointerenter=${() => { this.#point(unit) }}
      >${this.labels[unit]}</button>`)}
    </div>`
  }

  /** Where the Tab key stops. */
  #stop(): number {
    const { active, chosen, tokens } = this
    return active !== null && active < tokens.length ? active : (chosen[0] ?? 0)
  }

  #toggle(unit: number): void {
    this.active = unit
    this.dispatchEvent(new CustomEvent('toggle', { detail: unit }))
  }

  #point(unit: number | null): void {
    if (unit !== this.pointed) emit(this, 'gaze-point', { row: unit, column: null })
  }

  #key(event: KeyboardEvent): void {
    const at = this.#stop()
    const next = moveFocus(event, this.renderRoot, at, (direction) => this.#below(at, direction))
    if (next !== null) this.active = next
  }

  /** The button of the next line that stands nearest below, or above. */
  #below(at: number, direction: 1 | -1): number {
    const buttons = [...this.renderRoot.querySelectorAll('button')]
    const from = buttons[at]!.offsetLeft
    let best = at
    let line: number | null = null
    for (let next = at + direction; buttons[next]; next += direction) {
      const { offsetTop, offsetLeft } = buttons[next]!
      if (offsetTop === buttons[at]!.offsetTop) continue
      line ??= offsetTop
      if (offsetTop !== line) break
      if (best === at || Math.abs(offsetLeft - from) < Math.abs(buttons[best]!.offsetLeft - from)) best = next
    }
    return best
  }
}
customElements.define('gaze-token-strip', GazeTokenStrip)
