import { css, html, LitElement, type PropertyValues } from 'lit'
import type { AttentionSlice, Direction, LayerSummary, TokenSpan } from '../../../protocol/attention.ts'
import { isOnSide, sidesOf, type Side, type Sides } from '../../../protocol/sliceSides.ts'
import { t } from '../../l10n/translate.ts'
import type { Cell, Viewport } from '../../state/navigation.ts'
import { sayCell, sayQuantity, sayChoice, sayToken } from '../../state/phrases.ts'
import { pictureSize, scaleOf, strongestTargets, sumRows, weightAt, type Scale } from '../../state/weights.ts'
import { iconButton } from '../../ui/iconButton.ts'
import { NextFrame } from '../../ui/nextFrame.ts'
import { sharedStyles } from '../../ui/sharedStyles.ts'
import { SizeWatch } from '../../ui/sizeWatch.ts'
import { byParts } from '../byParts.ts'
import type { Palette } from '../colour/palette.ts'
import { rampButton, scaleBarStyles } from '../colour/scaleBar.ts'
import { emit, nothingPointed, type Pointed } from '../gazeEvents.ts'
import { HeatImage } from './heatImage.ts'
import { heatmapAction, zoomStep } from './heatmapKeys.ts'
import type { HeatmapLayout } from './heatmapLayout.ts'
import { listenToPointer } from './heatmapPointer.ts'
import { HeatmapSurface } from './heatmapSurface.ts'
import { legend, legendStyles } from './legend.ts'
import type { AxisLabel, Picture } from './paintHeatmap.ts'
import { readout, readoutStyles } from './readout.ts'
import { toCells, toUnits } from './pictureCells.ts'
import { cellRect, clampViewport, fitViewport, reveal, zoomAt, type PictureSize } from './viewport.ts'

/** One head's attention as a picture: its cells can be pointed at, picked, and walked over by keys. */
export class GazeHeatmap extends LitElement {
  static override properties = {
    slice: { attribute: false }, tokens: { attribute: false }, labels: { attribute: false }, layers: { attribute: false }, direction: {},
    palette: { attribute: false }, focused: byParts, pointed: byParts,
    note: {}, cursor: byParts, viewport: { attribute: false }, fill: { type: Boolean, reflect: true },
    announcement: { state: true },
  }
  static override styles = [sharedStyles, readoutStyles, legendStyles, scaleBarStyles, css`
    :host { display: flex; flex-direction: column; min-width: 0; min-height: 0; }
    .area { min-width: 0; }
    canvas { display: block; touch-action: pan-x pan-y; }
    canvas.dragged { cursor: grabbing; }
    canvas:focus-visible { outline-offset: -1px; }
    .under { display: flex; align-items: center; padding-top: 4px; }
  `]

  declare slice: AttentionSlice
  declare tokens: readonly TokenSpan[]
  declare labels: readonly string[]
  declare layers: readonly LayerSummary[]
  declare direction: Direction
  declare palette: Palette
  declare focused: readonly number[]
  declare pointed: Pointed
  /** What is done with special tokens; empty where they are shown. */
  declare note: string
  declare cursor: Cell | null
  declare viewport: Viewport | null
  declare fill: boolean
  declare announcement: string
  layout: HeatmapLayout | null = null
  #axis: readonly AxisLabel[] = []
  /** The labels of a stretch of the units; the same list for the same stretch. */
  readonly #parts = new Map<string, readonly AxisLabel[]>()
  #sides: Sides = { rows: { first: 0, count: 0 }, columns: { first: 0, count: 0 } }
  #picture: Picture | null = null
  #surface: HeatmapSurface | null = null
  #scale: Scale = { top: 1, cut: false }
  readonly #painting = new NextFrame(this, () => { this.#paint() })

  constructor() {
    super()
    new SizeWatch(this, () => { this.#painting.ask() })
    this.pointed = nothingPointed
    this.focused = []
    this.layers = []
    this.cursor = this.viewport = null
    this.fill = false
    this.note = ''
    this.announcement = ''
  }

  get size(): PictureSize {
    return pictureSize(this.slice, this.direction)
  }

  override render() {
    const pointed = this.pointed.row === null && this.pointed.column === null ? this.cursor ?? nothingPointed : this.pointed
    return html`
      <div class="area"><canvas
        role="application" tabindex="0" aria-roledescription=${t('heatmap')}
        aria-description=${t('Arrow keys move over the cells, Enter selects the row’s token in the editor, Shift+Enter pins it, plus and minus zoom, 0 shows the whole.')}
        aria-label=${t('Attention heatmap, {0}', sayChoice(this.slice.choice, this.layers))} @keydown=${this.#key}
      ></canvas></div>
      <div class="footer"><div class="under">
        ${readout(this.slice, this.direction, this.labels, toUnits(this.#sides, toCells(this.#sides, pointed)), this.palette.accent, (token) => this.#isLeftOut(token))}
        ${iconButton('zoomOut', t('Zoom out'), () => { this.#zoom(1 / zoomStep) })}
        ${iconButton('zoomIn', t('Zoom in'), () => { this.#zoom(zoomStep) })}
        ${iconButton('screenFull', t('Fit'), () => { this.fit() })}
        ${rampButton(this, this.palette)}
      </div>
      ${legend(this.palette.ramp, this.#scale, sayQuantity(this.slice.choice), this.note)}</div>
      <div class="unseen" aria-live="polite">${this.announcement}</div>`
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const parts = ['slice', 'direction', 'palette', 'tokens', 'labels'] as const
    if (!parts.some((part) => changed.has(part))) return
    if (changed.has('labels')) {
      this.#axis = this.labels.map((text, index) => ({ text, special: this.tokens[index]!.special }))
      this.#parts.clear()
    }
    this.#scale = scaleOf(this.slice, this.tokens)
    const image = new HeatImage(this.slice, this.direction, this.#scale.top, this.palette.ramp)
    this.#sides = sidesOf(this.slice, this.direction)
    const { rows, columns } = this.#sides
    this.#picture = { ...this.size, image, rowLabels: this.#labelsOf(rows), columnLabels: this.#labelsOf(columns) }
  }

  override firstUpdated(): void {
    const canvas = this.renderRoot.querySelector('canvas')!
    this.#surface = new HeatmapSurface(canvas)
    listenToPointer(canvas, this)
  }

  override updated(): void {
    this.#painting.ask()
  }

  show(viewport: Viewport): void {
    if (!this.layout) return
    const { plot, pixelRatio, viewport: before } = this.layout
    const after = clampViewport(viewport, plot, this.size, pixelRatio)
    if (after.cell === before.cell && after.x === before.x && after.y === before.y) return
    this.layout = { ...this.layout, viewport: after }
    this.viewport = after.cell > fitViewport(plot, this.size, pixelRatio).cell ? after : null
    emit(this, 'gaze-navigate', { viewport: this.viewport })
  }

  fit(): void {
    this.viewport = null
    emit(this, 'gaze-navigate', { viewport: null })
  }

  /** By rows and columns of the picture. */
  point(at: Pointed): void {
    const pointed = toUnits(this.#sides, at)
    if (pointed.row !== this.pointed.row || pointed.column !== this.pointed.column) emit(this, 'gaze-point', pointed)
  }

  pick(row: number, pin: boolean): void {
    emit(this, 'gaze-pick', { token: row + this.#sides.rows.first, pin })
  }

  /** About the cursor where there is one. */
  #zoom(factor: number): void {
    if (!this.layout) return
    const { plot, viewport } = this.layout
    const cursor = this.#cell()
    const seen = cursor ? reveal(viewport, plot, cursor) : viewport
    const at = cursor ? cellRect(seen, plot, cursor) : plot
    this.show(zoomAt(seen, factor, at.left + at.width / 2 - plot.left, at.top + at.height / 2 - plot.top))
  }

  #key(event: KeyboardEvent): void {
    const press = { key: event.key, ctrl: event.ctrlKey || event.metaKey, shift: event.shiftKey }
    const action = heatmapAction(press, this.#cell(), this.#start(), this.size)
    if (!action) return
    event.preventDefault()
    event.stopPropagation()
    if (action.do === 'zoom') this.#zoom(action.factor)
    else if (action.do === 'fit') this.fit()
    else if (action.do === 'pick') this.pick(this.#cell()!.row, action.pin)
    else if (action.do === 'leave') emit(this, 'gaze-navigate', { cursor: null })
    else this.#moveTo(action.cell)
  }

  #isLeftOut(token: number): boolean {
    return this.note !== '' && this.tokens[token]!.special
  }

  #moveTo(at: Cell): void {
    const name = (token: number) => sayToken(this.labels[token])
    const { rows, columns } = this.#sides
    const cell = { row: at.row + rows.first, column: at.column + columns.first }
    const weight = weightAt(this.slice, this.direction, cell.row, cell.column)
    this.announcement = this.#isLeftOut(cell.row) || this.#isLeftOut(cell.column)
      ? t('{0}, {1}: left out', name(cell.row), name(cell.column)) : sayCell(this.direction, name(cell.row), name(cell.column), weight)
    emit(this, 'gaze-navigate', { cursor: cell })
    if (this.layout && this.viewport) this.show(reveal(this.layout.viewport, this.layout.plot, at))
  }

  /** Where the cursor first appears: the focused row's strongest token. */
  #start(): Cell {
    const { rows, columns } = this.#sides
    const unit = this.focused.find((focused) => isOnSide(rows, focused)) ?? rows.first
    const [strongest] = strongestTargets(sumRows(this.slice, this.direction, [unit]), this.tokens, 1)
    return { row: unit - rows.first, column: (strongest?.token ?? columns.first) - columns.first }
  }

  /** The cursor as row and column of the picture; null where there is none in it. */
  #cell(): Cell | null {
    const { row, column } = toCells(this.#sides, this.cursor ?? nothingPointed)
    return row === null || column === null ? null : { row, column }
  }

  #labelsOf({ first, count }: Side): readonly AxisLabel[] {
    if (first === 0 && count === this.#axis.length) return this.#axis
    const key = `${first}+${count}`
    const labels = this.#parts.get(key) ?? this.#axis.slice(first, first + count)
    this.#parts.set(key, labels)
    return labels
  }

  get #area(): HTMLElement {
    return this.renderRoot.querySelector('.area')!
  }

  get #footer(): HTMLElement {
    return this.renderRoot.querySelector('.footer')!
  }

  #paint(): void {
    if (!this.#picture || this.#area.clientWidth === 0) return
    this.layout = this.#surface!.paint(this.#picture, this.palette, {
      width: this.#area.clientWidth,
      maxHeight: this.fill ? this.clientHeight - this.#footer.offsetHeight : innerHeight * 0.8,
      viewport: this.viewport, hovered: toCells(this.#sides, this.pointed), cursor: this.#cell(),
      focusRows: this.focused.flatMap((unit) => toCells(this.#sides, { row: unit, column: null }).row ?? []),
    })
  }
}
customElements.define('gaze-heatmap', GazeHeatmap)
