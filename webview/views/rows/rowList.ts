import { css, html, LitElement, nothing } from 'lit'
import type { AttentionSlice, Direction, TokenSpan } from '../../../protocol/attention.ts'
import { rowsSumToOne } from '../../../protocol/choice.ts'
import { directionFrom } from '../../../protocol/sliceSides.ts'
import type { SpecialMode } from '../../../protocol/views.ts'
import { t } from '../../l10n/translate.ts'
import { sayCount, sayToken, sayWeight } from '../../state/phrases.ts'
import { shownSlice } from '../../state/shownSlice.ts'
import { specialShare, strongestTargets, sumRows } from '../../state/weights.ts'
import { icon } from '../../ui/icon.ts'
import { iconButton } from '../../ui/iconButton.ts'
import { sharedStyles } from '../../ui/sharedStyles.ts'
import { byParts } from '../byParts.ts'
import type { Palette } from '../colour/palette.ts'
import { emit, nothingPointed, type Pointed } from '../gazeEvents.ts'
import { rowListStyles } from './rowListStyles.ts'

/** The strongest tokens of one row, or of several added up, with their weights; and the special tokens' share. */
export class GazeRowList extends LitElement {
  static override properties = {
    slice: { attribute: false }, tokens: { attribute: false }, labels: { attribute: false }, direction: {},
    palette: { attribute: false }, rows: byParts, pinned: byParts,
    special: {}, pointed: byParts, count: { type: Number }, of: {},
  }
  static override styles = [sharedStyles, rowListStyles, css`:host { display: block; }`]

  declare slice: AttentionSlice
  declare tokens: readonly TokenSpan[]
  declare labels: readonly string[]
  declare direction: Direction
  declare palette: Palette
  declare rows: readonly number[]
  declare pinned: readonly number[]
  declare special: SpecialMode
  declare pointed: Pointed
  declare count: number
  /** What its tokens are of. */
  declare of: 'text' | 'picture'

  constructor() {
    super()
    this.rows = this.pinned = []
    this.pointed = nothingPointed
    this.special = 'show'
    this.count = 12
    this.of = 'text'
  }

  override render() {
    const { rows } = this
    if (rows.length === 0) return html`<h2>${t('Strongest')}</h2><p class="muted">${this.of === 'picture' ? t('Pick a patch, to see what it attends to.') : t('Put the caret on a token in the editor, or click a row of the heatmap.')}</p>`
    const direction = directionFrom(this.slice, this.direction, rows)
    const values = sumRows(shownSlice(this.slice, this.tokens, this.special), direction, rows)
    const whole = this.special === 'show' ? values : sumRows(this.slice, direction, rows)
    const targets = strongestTargets(values, this.tokens, this.count)
    const most = targets[0]?.weight ?? 0
    return html`
      <div class="title"><h3>${this.#heading(direction)}</h3>${rows.length === 1 ? this.#pinButton(rows[0]!) : nothing}</div>
      <div class="share muted">${this.#special(whole)}</div>
      <ol aria-label=${t('Strongest')}>
        ${targets.map(({ token, weight }) => html`<li><button
          class=${this.pointed.column === token ? 'lit' : ''} title=${this.of === 'picture' ? t('{0} of {1}: look from it', token + 1, sayCount('tokens', this.tokens.length))
            : t('{0} of {1}: select it in the editor', token + 1, sayCount(this.slice.grouping ?? 'tokens', this.tokens.length))}
          @click=${() => { emit(this, 'gaze-pick', { token, pin: false }) }}
          @pointerenter=${() => { this.#point(token) }} @focus=${() => { this.#point(token) }}
          @pointerleave=${() => { this.#point(null) }} @blur=${() => { this.#point(null) }}
        >
          <span class="token">${this.labels[token]}</span>
          <span class="track"><span class="bar" .style=${this.#bar(weight, most)}></span></span>
          <span class="number">${sayWeight(weight)}</span>
        </button></li>`)}
      </ol>
      ${this.pinned.length > 0 ? this.#pins() : nothing}`
  }

  /** What special tokens have: their share, or where numbers are none, the largest. */
  #special(values: Float64Array) {
    const isShare = rowsSumToOne(this.slice.choice)
    const special = Array.from(values).filter((value, token) => this.tokens[token]?.special && !Number.isNaN(value))
    const leftOut = this.special === 'show' ? '' : ` · ${this.special === 'hide' || !isShare ? t('left out') : t('left out, the rest scaled up')}`
    return html`<span>${isShare ? t('special tokens') : t('special tokens at most')}${leftOut}</span>
      <span class="number">${sayWeight(isShare ? specialShare(values, this.tokens) : Math.max(0, ...special))}</span>`
  }

  #heading(direction: Direction) {
    const [only] = this.rows
    const attends = direction === 'attendsTo'
    if (this.rows.length > 1) {
      const count = sayCount(this.slice.grouping ?? 'tokens', this.rows.length)
      return attends ? t('{0} attend to (rows added up)', count) : t('{0} are attended by (rows added up)', count)
    }
    const [before, after] = (attends ? t('{0} attends to', '{0}') : t('{0} is attended by', '{0}')).split('{0}')
    return html`${before}<b class="token">${this.#name(only!)}</b>${after}`
  }

  #pinButton(token: number) {
    const isPinned = this.pinned.includes(token)
    return iconButton(isPinned ? 'pinned' : 'pin', isPinned ? t('Unpin token') : t('Pin token'), () => {
      emit(this, 'gaze-pick', { token, pin: true })
    })
  }

  #pins() {
    return html`<div class="pins"><span class="muted">${t('Pinned')}</span>${this.pinned.map((token) => html`<button
      class="pin" aria-label=${t('Unpin {0}', this.#name(token))} @click=${() => { emit(this, 'gaze-pick', { token, pin: true }) }}
    >${this.#name(token)}${icon('close')}</button>`)}</div>`
  }

  #bar(weight: number, most: number): string {
    return `width: ${most > 0 ? (100 * weight) / most : 0}%; background: ${this.palette.accent}`
  }

  #name(token: number): string {
    return sayToken(this.labels[token])
  }

  #point(column: number | null): void {
    emit(this, 'gaze-point', column === null ? nothingPointed : { row: this.rows.length === 1 ? this.rows[0]! : null, column })
  }
}
customElements.define('gaze-row-list', GazeRowList)
