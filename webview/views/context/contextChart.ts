import { css, html, LitElement, nothing, svg, type PropertyValues, type SVGTemplateResult } from 'lit'
import { t } from '../../l10n/translate.ts'
import { sharedStyles } from '../../ui/sharedStyles.ts'
import { moveOnChart, type ChartPlace } from './chartKeys.ts'
import { marker } from './marker.ts'
import { chartLayout, pointAt, type ChartLayout } from './chartLayout.ts'
import { sayCosine, type Series } from './contextSeries.ts'

/** Lines of cosines from state to state, to be read by mouse or keyboard; the dashed one is the average of the text. */
export class GazeContextChart extends LitElement {
  static override properties = {
    series: { attribute: false }, average: { attribute: false }, names: { attribute: false }, marks: { attribute: false },
    colours: { attribute: false }, size: { state: true }, place: { state: true }, announcement: { state: true },
  }
  static override styles = [sharedStyles, css`
    :host { display: block; min-width: 0; }
    .chart { display: block; width: 100%; height: 220px; cursor: crosshair; touch-action: pan-y; }
    svg { display: block; width: 100%; height: 100%; overflow: visible; forced-color-adjust: none; }
    text { fill: var(--vscode-descriptionForeground); font-size: 11px; font-variant-numeric: tabular-nums; }
    text.end { fill: var(--vscode-foreground); }
    .grid { stroke: var(--vscode-panel-border, var(--vscode-widget-border, var(--vscode-contrastBorder, transparent))); stroke-opacity: 0.6; }
    .rule { stroke: var(--vscode-focusBorder); }
    .average { stroke: var(--vscode-descriptionForeground); stroke-dasharray: 3 3; fill: none; }
    .line { fill: none; stroke-width: 2; stroke-linejoin: round; }
    .faint { opacity: 0.35; }
    .here { stroke: var(--vscode-foreground); stroke-width: 1.5; }
    .readout { display: flex; flex-wrap: wrap; gap: 0 12px; min-height: 20px; padding-top: 3px; font-size: 11px; }
    .readout .pair { font-family: var(--vscode-editor-font-family, monospace); }
    @media (forced-colors: active) {
      text, text.end { fill: CanvasText; }
      .grid { stroke: GrayText; } .average { stroke: GrayText; } .rule { stroke: Highlight; } .here { stroke: CanvasText; }
    }
  `]

  declare series: readonly Series[]
  /** One number a state. */
  declare average: readonly number[]
  /** Of the states, in full and along the axis. */
  declare names: readonly string[]
  declare marks: readonly string[]
  declare colours: readonly string[]
  declare size: { readonly width: number; readonly height: number }
  declare place: ChartPlace | null
  declare announcement: string
  #layout: ChartLayout | null = null
  #watch: ResizeObserver | null = null

  constructor() {
    super()
    this.series = []
    this.average = this.names = this.marks = this.colours = []
    this.size = { width: 0, height: 0 }
    this.place = null
    this.announcement = ''
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const { place } = this
    if (place && (place.state >= this.names.length || place.series >= this.series.length)) this.place = null
    const parts = ['series', 'average', 'marks', 'size'] as const
    if (!parts.some((part) => changed.has(part))) return
    const all = [...this.series.map(({ values }) => values), this.average]
    const longest = Math.max(0, ...this.marks.map((mark) => mark.length))
    this.#layout = this.size.width > 0 ? chartLayout(all, this.names.length, this.size, 10 + 6 * longest) : null
  }

  override render() {
    return html`
      <div class="chart" role="application" tabindex="0" aria-roledescription=${t('line chart')} aria-label=${t('Cosine by layer')}
        aria-description=${t('Left and right arrow keys move from layer to layer, up and down from line to line.')}
        @keydown=${this.#key} @pointermove=${this.#move} @pointerleave=${() => { this.place = null }} @blur=${() => { this.place = null }}
      >${this.#layout ? html`<svg aria-hidden="true">${this.#picture(this.#layout)}</svg>` : nothing}</div>
      <div class="readout muted number">${this.#readout()}</div>
      <div class="unseen" aria-live="polite">${this.announcement}</div>`
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#watch = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect
      if (width !== this.size.width || height !== this.size.height) this.size = { width, height }
    })
    void this.updateComplete.then(() => { this.#watch?.observe(this.#chart) })
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#watch?.disconnect()
    this.#watch = null
  }

  get #chart(): HTMLElement {
    return this.renderRoot.querySelector<HTMLElement>('.chart')!
  }

  #picture({ left, right, top, bottom, ticks, xs, labelled, points, paths, ends }: ChartLayout): SVGTemplateResult {
    const { place } = this
    const count = this.series.length
    return svg`
      ${ticks.map(({ value, y }) => svg`<line class="grid" x1=${left} x2=${right} y1=${y} y2=${y}></line>
        <text x=${left - 6} y=${y} dy="0.35em" text-anchor="end">${value.toFixed(value * 10 % 1 === 0 ? 1 : 2)}</text>`)}
      ${labelled.map((state) => svg`<text x=${xs[state]!} y=${bottom + 15} text-anchor="middle">${this.marks[state]}</text>`)}
      ${place ? svg`<line class="rule" x1=${xs[place.state]!} x2=${xs[place.state]!} y1=${top} y2=${bottom}></line>` : nothing}
      <path class="average" d=${paths[count]!}></path>
      ${this.series.map((_, at) => svg`<g class=${place && place.series !== at ? 'faint' : ''}>
        <path class="line" d=${paths[at]!} stroke=${this.colours[at]!}></path>
        ${points[at]!.map((point, state) => point && svg`<path d=${marker(at, point.x, point.y, this.#isAt(at, state) ? 5.5 : 3.5)}
          class=${this.#isAt(at, state) ? 'here' : ''} fill=${this.colours[at]!}></path>`)}
        ${this.#end(right, ends[at]!, at)}</g>`)}`
  }

  #end(right: number, y: number | null, at: number) {
    const value = this.series[at]!.values.at(-1)!
    // Too many to be written side by side: the table has them.
    return y === null || this.series.length > 6 ? nothing : svg`<text class="end" x=${right + 4} y=${y} dy="0.35em">${sayCosine(value)}</text>`
  }

  #isAt(series: number, state: number): boolean {
    return this.place?.series === series && this.place.state === state
  }

  #readout() {
    const { place } = this
    const one = place && this.series[place.series]
    if (!place || !one) return html`<span>${t('Dashed: any two tokens of this text, on average.')}</span>`
    return html`<span>${this.names[place.state]}</span><span class="pair">${one.name} <b>${sayCosine(one.values[place.state]!)}</b></span>
      <span>${t('average {0}', sayCosine(this.average[place.state]!))}</span>`
  }

  #move({ offsetX, offsetY }: PointerEvent): void {
    if (this.#layout) this.place = pointAt({ ...this.#layout, points: this.#layout.points.slice(0, this.series.length) }, offsetX, offsetY)
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Escape' && this.place) this.place = null
    else {
      const next = moveOnChart(event.key, this.place, this.names.length, this.series.length)
      if (!next) return
      this.place = next
      const one = this.series[next.series]!
      this.announcement = t('{0}: {1}, {2}', this.names[next.state]!, one.name, sayCosine(one.values[next.state]!))
    }
    event.preventDefault()
    event.stopPropagation()
  }
}
customElements.define('gaze-context-chart', GazeContextChart)
