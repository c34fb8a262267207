import { css, html, type PropertyValues } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { Chooser } from './chooser.ts'
import { sharedStyles } from './sharedStyles.ts'

/** A dropdown with a name for assistive technology; sends `pick` with the value that was chosen. */
export class GazePicker extends Chooser {
  static override styles = [sharedStyles, css`
    :host { display: inline-block; min-width: 0; }
    vscode-dropdown {
      width: 100%;
      min-width: 0;
      height: 24px;
      --dropdown-z-index: 10;
    }
    vscode-dropdown::part(control) { padding: 0 4px 0 8px; }
    vscode-dropdown::part(listbox) { max-height: min(320px, 60vh); min-width: max-content; }
    vscode-dropdown[disabled] { opacity: 0.5; }
  `]

  override render() {
    return html`<vscode-dropdown aria-label=${this.label} ?disabled=${this.disabled} @change=${this.#changed}>
      ${repeat(this.options, ({ value, label }) => `${value} ${label}`, ({ value, label }) => html`<vscode-option value=${value} aria-label=${label}>${label}</vscode-option>`)}
    </vscode-dropdown>`
  }

  override updated(changed: PropertyValues<this>): void {
    if (!changed.has('value') && !changed.has('options')) return
    // The toolkit learns of its options a frame later, and until then takes no value.
    requestAnimationFrame(() => {
      const dropdown = this.#dropdown
      if (dropdown && dropdown.value !== this.value) dropdown.value = this.value
    })
  }

  get #dropdown(): { value: string } | null {
    return this.renderRoot.querySelector<HTMLElement & { value: string }>('vscode-dropdown')
  }

  #changed(): void {
    this.pick(this.#dropdown?.value)
  }
}
customElements.define('gaze-picker', GazePicker)
