import './formula.css'
import { render as typeset } from 'katex'
import katexCss from 'katex/dist/katex.min.css' with { type: 'text' }
import { css, html, LitElement, unsafeCSS } from 'lit'
import { sharedStyles } from './sharedStyles.ts'

/** KaTeX's own rules; of its fonts the page loads those that our formulas need. */
const katexStyles = unsafeCSS(katexCss.replace(/@font-face\{[^}]*\}/g, ''))

/** A formula in TeX, typeset; for screen readers it is MathML. */
export class GazeFormula extends LitElement {
  static override properties = { tex: {} }
  static override styles = [sharedStyles, katexStyles, css`
    :host { display: inline-block; max-width: 100%; overflow: auto hidden; direction: ltr; }
    .katex { display: inline-block; padding: 2px 0; font-size: 1.2em; }
  `]

  declare tex: string

  constructor() {
    super()
    this.tex = ''
  }

  override render() {
    return html`<span></span>`
  }

  override updated(): void {
    typeset(`\\displaystyle ${this.tex}`, this.renderRoot.querySelector('span')!)
  }
}
customElements.define('gaze-formula', GazeFormula)
