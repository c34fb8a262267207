import { css, html, LitElement } from 'lit'
import { t } from '../../l10n/translate.ts'
import { sharedStyles } from '../../ui/sharedStyles.ts'
import { SizeWatch } from '../../ui/sizeWatch.ts'
import type { Palette } from '../colour/palette.ts'
import { copyButton, copyText } from './copyButton.ts'
import { paintStrip } from './paintStrip.ts'
import { tell } from './stepEvents.ts'
import { largest, sayNumber, vectorJson } from './stepNumbers.ts'
import { cellAt, layoutStrip, moveCell, type StripLayout } from './stripLayout.ts'

/** A vector as a strip of coloured cells, whose numbers are read by mouse or arrow keys and copied. */
export class GazeStrip extends LitElement {
  static override properties = {
    values: { attribute: false }, caption: {}, name: {}, top: { attribute: false }, unit: { attribute: false },
    marked: { attribute: false }, dimension: { attribute: false }, palette: { attribute: false }, width: { state: true },
  }
  static override styles = [sharedStyles, css`
    :host { display: block; min-width: 0; container-type: inline-size; }
    .head { display: flex; align-items: center; gap: 8px; min-height: 22px; }
    .caption { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .value { white-space: nowrap; }
    @container (max-width: 259px) { .value.muted { display: none; } }
    .cells { width: 100%; cursor: crosshair; }
    .cells:focus-visible { outline-offset: 2px; }
    canvas { display: block; forced-color-adjust: none; }
  `]

  declare values: Float32Array
  /** What is written above it. */
  declare caption: string
  /** What it is called, "query of sum". */
  declare name: string
  /** The size with the last colour; null for its own largest. */
  declare top: number | null
  /** Numbers that belong together, from and after which a row may begin. */
  declare unit: number | undefined
  declare marked: readonly [number, number] | undefined
  declare dimension: number | null
  declare palette: Palette
  declare width: number

  constructor() {
    super()
    new SizeWatch(this, () => { this.width = this.clientWidth })
    this.values = new Float32Array()
    this.caption = this.name = ''
    this.top = this.dimension = null
    this.width = 0
  }

  override render() {
    const { values, name, dimension } = this
    const label = t('{0}, {1} values', name, values.length)
    const at = dimension !== null && dimension < values.length ? dimension : null
    return html`
      <div class="head"><span class="caption" title=${this.caption}>${this.caption}</span><span class="value number ${at === null ? 'muted' : ''}">${
        at === null ? t('up to ±{0}', sayNumber(largest(values))) : `${at + 1}: ${sayNumber(values[at]!)}`}</span>${copyButton(this, label, () => vectorJson(values))}</div>
      <div class="cells" role="grid" tabindex="0" aria-label=${label} aria-colcount=${values.length} aria-readonly="true"
        aria-activedescendant=${at === null ? '' : 'cell'} @keydown=${this.#key} @blur=${() => { this.#point(null) }}
        @pointermove=${this.#move} @pointerleave=${() => { this.#point(null) }}
      ><canvas aria-hidden="true" width="0" height="0"></canvas><div class="unseen" role="row"><span role="gridcell" id="cell"
        aria-colindex=${(at ?? 0) + 1}>${values.length > 0 ? sayNumber(values[at ?? 0]!) : ''}</span></div></div>`
  }

  override updated(): void {
    const canvas = this.renderRoot.querySelector('canvas')!
    if (this.width === 0) return
    const { values, marked, dimension: pointed } = this
    paintStrip(canvas, { values, layout: this.#layout, top: this.#top, pointed, ...(marked && { marked }) }, this.palette)
  }

  get #layout(): StripLayout {
    return layoutStrip(this.values.length, this.width, this.unit)
  }

  get #top(): number {
    return this.top ?? largest(this.values)
  }

  #point(dimension: number | null): void {
    if (dimension !== this.dimension) tell(this, 'step-dimension', dimension)
  }

  #move({ offsetX, offsetY }: PointerEvent): void {
    this.#point(cellAt(this.#layout, offsetX, offsetY))
  }

  #key(event: KeyboardEvent): void {
    if ((event.ctrlKey || event.metaKey) && event.key === 'c') void copyText(this, this.name, vectorJson(this.values))
    else {
      const next = moveCell(event.key, this.dimension, this.#layout)
      if (next === null) return
      this.#point(next)
      tell(this, 'step-say', t('value {0}: {1}', next + 1, sayNumber(this.values[next]!)))
    }
    event.preventDefault()
    event.stopPropagation()
  }
}
customElements.define('gaze-strip', GazeStrip)
