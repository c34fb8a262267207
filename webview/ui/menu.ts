import { css, html, LitElement, nothing } from 'lit'
import { icon } from './icon.ts'
import type { PickerOption } from './chooser.ts'
import { sharedStyles } from './sharedStyles.ts'

/** Between the menu and the edge of the page. */
const margin = 8

/** A button that opens a menu, walked over by arrow keys; sends `pick` with the value that was chosen. */
export class GazeMenu extends LitElement {
  static override properties = { label: {}, options: { attribute: false }, disabled: { type: Boolean }, open: { state: true } }
  static override styles = [sharedStyles, css`
    :host { display: inline-block; position: relative; }
    button { font: inherit; color: inherit; cursor: pointer; }
    .opener {
      display: flex; align-items: center; gap: 2px; height: 24px; padding: 0 6px 0 10px; white-space: nowrap;
      border: 1px solid var(--vscode-dropdown-border, var(--vscode-contrastBorder, transparent));
      background: var(--vscode-dropdown-background); color: var(--vscode-dropdown-foreground, var(--vscode-foreground));
    }
    .opener:hover { background: var(--vscode-toolbar-hoverBackground); }
    .opener:disabled { opacity: 0.5; cursor: default; }
    .list {
      position: absolute; left: 0; top: 100%; z-index: 20; width: max-content; max-width: calc(100vw - 16px); padding: 4px 0;
      border: 1px solid var(--vscode-menu-border, var(--vscode-contrastBorder, transparent));
      background: var(--vscode-menu-background, var(--vscode-dropdown-background));
      color: var(--vscode-menu-foreground, var(--vscode-foreground));
      box-shadow: 0 2px 8px var(--vscode-widget-shadow, transparent);
    }
    .list button { display: block; width: 100%; padding: 3px 14px; border: 0; background: none; text-align: start; }
    .list button:hover, .list button:focus-visible {
      background: var(--vscode-menu-selectionBackground); color: var(--vscode-menu-selectionForeground, inherit);
      outline: 1px solid var(--vscode-menu-selectionBorder, transparent); outline-offset: -1px;
    }
    @media (forced-colors: active) { .list button:focus-visible { outline: 2px solid Highlight; outline-offset: -2px; } }
  `]

  declare label: string
  declare options: readonly PickerOption[]
  declare disabled: boolean
  declare open: boolean

  constructor() {
    super()
    this.label = ''
    this.options = []
    this.disabled = this.open = false
  }

  override render() {
    return html`<button class="opener" aria-haspopup="menu" aria-expanded=${this.open} ?disabled=${this.disabled}
        @click=${() => { if (this.open) this.#close(); else this.#show() }} @keydown=${this.#openerKey}
      >${this.label}${icon('chevronDown')}</button>
      ${this.open ? html`<div class="list" role="menu" aria-label=${this.label} @keydown=${this.#key} @focusout=${this.#left}>
        ${this.options.map(({ value, label }) => html`<button role="menuitem" tabindex="-1" @click=${() => { this.#pick(value) }}>${label}</button>`)}
      </div>` : nothing}`
  }

  #show(): void {
    this.open = true
    void this.updateComplete.then(() => {
      this.#keepInPage()
      this.#items[0]?.focus()
    })
  }

  /** As far to the left as it takes for its right edge to be in the page. */
  #keepInPage(): void {
    const list = this.renderRoot.querySelector<HTMLElement>('.list')
    const { left = 0, right = 0 } = list?.getBoundingClientRect() ?? {}
    const beyond = Math.max(0, right + margin - document.documentElement.clientWidth)
    if (list) list.style.left = `${-Math.min(beyond, left - margin)}px`
  }

  #close(): void {
    this.open = false
    this.renderRoot.querySelector<HTMLElement>('.opener')?.focus()
  }

  #pick(value: string): void {
    this.#close()
    this.dispatchEvent(new CustomEvent('pick', { detail: value }))
  }

  #openerKey(event: KeyboardEvent): void {
    if (event.key !== 'ArrowDown') return
    event.preventDefault()
    this.#show()
  }

  #key(event: KeyboardEvent): void {
    const items = this.#items
    const at = items.indexOf(event.target as HTMLElement)
    const last = items.length - 1
    const next = { ArrowDown: at === last ? 0 : at + 1, ArrowUp: at <= 0 ? last : at - 1, Home: 0, End: last }[event.key]
    if (event.key === 'Escape') this.#close()
    else if (next !== undefined) items[next]!.focus()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  #left({ relatedTarget }: FocusEvent): void {
    if (!this.renderRoot.contains(relatedTarget as Node | null)) this.open = false
  }

  get #items(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('[role=menuitem]')]
  }
}
customElements.define('gaze-menu', GazeMenu)
