import { css, html, LitElement, nothing, svg } from 'lit'
import { meanSurprisal, type PredictionTable } from '../../../protocol/predictions.ts'
import { t } from '../../l10n/translate.ts'
import { sharedStyles } from '../../ui/sharedStyles.ts'
import type { Palette } from '../colour/palette.ts'
import { rampCss } from '../colour/ramp.ts'
import { emit, nothingPointed } from '../gazeEvents.ts'
import { blindGuess, sayBits } from './surprisalWords.ts'

const margin = { left: 24, right: 4, top: 6, bottom: 14 }
const height = 120

/** Surprisal by position: a bar a token, the mean as a line; the same by mouse as the text above it. */
export class GazeSurprisalChart extends LitElement {
  static override properties = { table: { attribute: false }, palette: { attribute: false }, chosen: { attribute: false }, pointed: { attribute: false }, width: { state: true } }
  static override styles = [sharedStyles, css`
    :host { display: block; min-width: 0; }
    svg { display: block; width: 100%; height: ${height}px; overflow: visible; cursor: pointer; forced-color-adjust: none; }
    text { fill: var(--vscode-descriptionForeground); font-size: 11px; font-variant-numeric: tabular-nums; }
    .grid { stroke: var(--vscode-panel-border, var(--vscode-widget-border, var(--vscode-contrastBorder, transparent))); stroke-opacity: 0.6; }
    .mean { stroke: var(--vscode-descriptionForeground); stroke-dasharray: 3 3; }
    .chosen { fill: none; stroke: var(--vscode-foreground); }
    @media (forced-colors: active) { text { fill: CanvasText; } .mean, .grid { stroke: GrayText; } .chosen { stroke: Highlight; } }
  `]

  declare table: PredictionTable
  declare palette: Palette
  declare chosen: number
  declare pointed: number | null
  declare width: number
  #watch: ResizeObserver | null = null

  constructor() {
    super()
    this.width = 0
    this.pointed = null
  }

  override render() {
    const { table, palette, width } = this
    const { bits, tokens } = meanSurprisal(table)
    const top = Math.max(blindGuess(table), ...table.surprisal.filter((each) => !Number.isNaN(each)))
    const [right, bottom] = [width - margin.right, height - margin.bottom]
    const y = (value: number) => bottom - (value / top) * (bottom - margin.top)
    const step = (right - margin.left) / table.count
    const x = (place: number) => margin.left + place * step
    const ticks = [0, Math.round(top / 2), Math.floor(top)]
    return html`<svg role="img" aria-label=${t('Surprisal by position, mean {0}', tokens ? sayBits(bits) : '–')}
      @pointermove=${(event: PointerEvent) => { this.#point(this.#placeAt(event)) }} @pointerleave=${() => { this.#point(null) }}
      @click=${(event: PointerEvent) => { this.#pick(this.#placeAt(event)) }}>${width <= 0 ? nothing : svg`
      ${ticks.map((value) => svg`<line class="grid" x1=${margin.left} x2=${right} y1=${y(value)} y2=${y(value)}></line>
        <text x=${margin.left - 5} y=${y(value)} dy="0.35em" text-anchor="end">${value}</text>`)}
      ${Array.from(table.surprisal, (value, place) => (Number.isNaN(value) ? nothing : svg`<rect x=${x(place)} y=${y(value)} width=${Math.max(0.5, step - (step > 4 ? 1 : 0))}
        height=${bottom - y(value)} fill=${rampCss(palette.surprisal, 0.25 + 0.75 * Math.min(1, value / blindGuess(table)))}></rect>`))}
      ${tokens ? svg`<line class="mean" x1=${margin.left} x2=${right} y1=${y(bits)} y2=${y(bits)}></line>` : nothing}
      ${[this.chosen, this.pointed].map((place) => (place === null || place >= table.count ? nothing : svg`<rect class="chosen" x=${x(place) - 0.5} y=${margin.top} width=${Math.max(2, step)} height=${bottom - margin.top}></rect>`))}
      <text x=${margin.left} y=${height - 2}>1</text><text x=${right} y=${height - 2} text-anchor="end">${table.count}</text>`}</svg>`
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#watch = new ResizeObserver(([entry]) => { this.width = entry!.contentRect.width })
    this.#watch.observe(this)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#watch?.disconnect()
    this.#watch = null
  }

  #placeAt({ clientX }: PointerEvent): number {
    const { left, width } = this.getBoundingClientRect()
    const share = (clientX - left - margin.left) / (width - margin.left - margin.right)
    return Math.min(this.table.count - 1, Math.max(0, Math.floor(share * this.table.count)))
  }

  #pick(place: number): void {
    this.dispatchEvent(new CustomEvent('place', { detail: place }))
  }

  #point(place: number | null): void {
    emit(this, 'gaze-point', place === null ? nothingPointed : { row: this.table.first + place, column: null })
  }
}
customElements.define('gaze-surprisal-chart', GazeSurprisalChart)
