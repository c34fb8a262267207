import { render as typeset } from 'katex'
import { css, html, LitElement } from 'lit'
import { sharedStyles } from './sharedStyles.ts'

/** A formula in TeX, typeset as MathML: the browser lays it out, and screen readers read it. */
export class GazeFormula extends LitElement {
  static override properties = { tex: {} }
  static override styles = [sharedStyles, css`
    :host { display: inline-block; max-width: 100%; overflow: auto hidden; padding: 4px 0; }
    math { font-size: 1.2em; }
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
    typeset(`\\displaystyle ${this.tex}`, this.renderRoot.querySelector('span')!, { output: 'mathml' })
  }
}
customElements.define('gaze-formula', GazeFormula)
