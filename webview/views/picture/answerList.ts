import { css, html, LitElement } from 'lit'
import type { Analysis } from '../../../protocol/attention.ts'
import { t } from '../../l10n/translate.ts'
import { sayWeight } from '../../state/phrases.ts'
import { sharedStyles } from '../../ui/sharedStyles.ts'
import type { Palette } from '../colour/palette.ts'

/** What a classifier takes the picture for, with its probabilities. */
export class GazeAnswerList extends LitElement {
  static override properties = { answers: { attribute: false }, palette: { attribute: false } }
  static override styles = [sharedStyles, css`
    :host { display: block; }
    ol { margin: 4px 0 0; padding: 0; list-style: none; }
    li { display: grid; grid-template-columns: minmax(56px, min(40%, 176px)) 1fr 5ch; align-items: center; gap: 8px; min-height: 22px; }
    li:first-child .label { font-weight: 600; }
    .label { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .bar { display: block; height: 8px; min-width: 1px; forced-color-adjust: none; }
    .number { text-align: right; }
  `]

  declare answers: NonNullable<Analysis['answers']>
  declare palette: Palette

  override render() {
    return html`<h2>${t('Answer')}</h2><ol aria-label=${t('Answer')}>${this.answers.map(({ label, probability }) => html`<li>
      <span class="label" title=${label}>${label}</span>
      <span><span class="bar" .style=${`width: ${100 * probability}%; background: ${this.palette.muted}`}></span></span>
      <span class="number">${sayWeight(probability)}</span>
    </li>`)}</ol>`
  }
}
customElements.define('gaze-answer-list', GazeAnswerList)
