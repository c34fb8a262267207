import { css, html, type PropertyValues } from 'lit'
import { guard } from 'lit/directives/guard.js'
import { Chooser } from './chooser.ts'
import { sharedStyles } from './sharedStyles.ts'

/** The browser's own dropdown, for lists of hundreds; sends `pick` with the value that was chosen. */
export class GazeSelect extends Chooser {
  static override styles = [sharedStyles, css`
    :host { display: inline-block; min-width: 0; }
    select {
      width: 100%;
      height: 24px;
      padding: 0 4px;
      border: 1px solid var(--vscode-dropdown-border, var(--vscode-contrastBorder, transparent));
      background: var(--vscode-dropdown-background);
      color: var(--vscode-dropdown-foreground, var(--vscode-foreground));
      font: inherit;
      font-family: var(--vscode-editor-font-family, monospace);
      text-overflow: ellipsis;
    }
    select:disabled { opacity: 0.5; }
    option { background: var(--vscode-dropdown-listBackground, var(--vscode-dropdown-background)); }
  `]

  override render() {
    return html`<select aria-label=${this.label} title=${this.label} ?disabled=${this.disabled} @change=${this.#changed}>
      ${guard([this.options], () => this.options.map(({ value, label }) => html`<option value=${value}>${label}</option>`))}
    </select>`
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('value') || changed.has('options')) this.#select.value = this.value
  }

  get #select(): HTMLSelectElement {
    return this.renderRoot.querySelector('select')!
  }

  #changed(): void {
    this.pick(this.#select.value)
  }
}
customElements.define('gaze-select', GazeSelect)
