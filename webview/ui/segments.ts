import { css, html } from 'lit'
import { Chooser } from './chooser.ts'
import { sharedStyles } from './sharedStyles.ts'

/** A few choices side by side, one of them on: a radio group; sends `pick` with the value that was chosen. */
export class GazeSegments extends Chooser {
  static override styles = [sharedStyles, css`
    :host { display: inline-block; }
    div {
      display: flex;
      height: 24px;
      border: 1px solid var(--vscode-dropdown-border, var(--vscode-contrastBorder, transparent));
      background: var(--vscode-dropdown-background);
    }
    button {
      flex: 1;
      padding: 0 8px;
      border: 0;
      background: none;
      color: var(--vscode-foreground);
      font: inherit;
      white-space: nowrap;
      cursor: pointer;
    }
    button:hover:not([aria-checked='true']) { background: var(--vscode-toolbar-hoverBackground); }
    button[aria-checked='true'] {
      background: var(--vscode-list-inactiveSelectionBackground, var(--vscode-button-secondaryBackground));
      color: var(--vscode-list-inactiveSelectionForeground, var(--vscode-foreground));
      box-shadow: inset 0 -2px 0 var(--segment-mark, var(--vscode-focusBorder));
    }
    button:disabled { opacity: 0.5; cursor: default; }
    @media (forced-colors: active) {
      button[aria-checked='true'] { background: Highlight; color: HighlightText; forced-color-adjust: none; }
    }
  `]

  override render() {
    return html`<div role="radiogroup" aria-label=${this.label} @keydown=${this.#key}>
      ${this.options.map(({ value, label }) => html`<button
        role="radio" aria-checked=${value === this.value} tabindex=${value === this.value ? 0 : -1}
        ?disabled=${this.disabled} @click=${() => { this.pick(value) }}
      >${label}</button>`)}
    </div>`
  }

  #key(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const at = this.options.findIndex(({ value }) => value === this.value)
    const next = (at + step + this.options.length) % this.options.length
    this.pick(this.options[next]!.value)
    this.renderRoot.querySelectorAll('button')[next]?.focus()
  }
}
customElements.define('gaze-segments', GazeSegments)
