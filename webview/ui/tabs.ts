import { css, html } from 'lit'
import { Chooser } from './chooser.ts'
import { sharedStyles } from './sharedStyles.ts'

/** A row of tabs that wraps where it is narrow; sends `pick` with the value that was chosen. */
export class GazeTabs extends Chooser {
  static override styles = [sharedStyles, css`
    :host { display: block; border-bottom: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent)); }
    div { display: flex; flex-wrap: wrap; margin: 0 -6px; }
    button {
      height: 26px;
      padding: 0 6px;
      border: 0;
      background: none;
      color: var(--vscode-panelTitle-inactiveForeground, var(--vscode-foreground));
      font: inherit;
      white-space: nowrap;
      cursor: pointer;
    }
    button:hover, button[aria-selected='true'] { color: var(--vscode-panelTitle-activeForeground, var(--vscode-foreground)); }
    button[aria-selected='true'] { box-shadow: inset 0 -1px 0 var(--vscode-panelTitle-activeBorder, var(--vscode-foreground)); }
    button:focus-visible { outline-offset: -2px; }
    :host-context(.vscode-high-contrast) button[aria-selected='true'] { box-shadow: inset 0 -3px 0 var(--vscode-contrastActiveBorder, var(--vscode-foreground)); }
    @container (min-width: 400px) { button { padding: 0 10px; } }
    @media (forced-colors: active) {
      button[aria-selected='true'] { border-bottom: 3px solid Highlight; }
    }
  `]

  override render() {
    return html`<div role="tablist" aria-label=${this.label} @keydown=${this.#key}>
      ${this.options.map(({ value, label }) => html`<button
        role="tab" aria-selected=${value === this.value} tabindex=${value === this.value ? 0 : -1}
        @click=${() => { this.pick(value) }}
      >${label}</button>`)}
    </div>`
  }

  #key(event: KeyboardEvent): void {
    const at = this.options.findIndex(({ value }) => value === this.value)
    const last = this.options.length - 1
    const next = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last }[event.key]
    if (next === undefined) return
    event.preventDefault()
    this.pick(this.options[next]!.value)
    this.renderRoot.querySelectorAll('button')[next]?.focus()
  }
}
customElements.define('gaze-tabs', GazeTabs)
