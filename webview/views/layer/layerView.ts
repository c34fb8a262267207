import { css, html, LitElement, type PropertyValues } from 'lit'
import type { AttentionSlice, Direction, HeadChoice, LayerSummary, TokenSpan } from '../../../protocol/attention.ts'
import { sidesOf } from '../../../protocol/sliceSides.ts'
import { t } from '../../l10n/translate.ts'
import { layerTitle, sayLayer } from '../../state/layerNames.ts'
import { oneHead, sameChoice } from '../../../protocol/choice.ts'
import { sayToken, sayWeight, sayQuantity } from '../../state/phrases.ts'
import { topOf, weightAt } from '../../state/weights.ts'
import { sharedStyles } from '../../ui/sharedStyles.ts'
import { byParts } from '../byParts.ts'
import type { Palette } from '../colour/palette.ts'
import { rampButton, scaleBar, scaleBarStyles } from '../colour/scaleBar.ts'
import { emit, nothingPointed, type Pointed } from '../gazeEvents.ts'
import { InSight } from '../tiles/inSight.ts'
import { moveTile } from '../tiles/tileKeys.ts'
import { tileStyles } from '../tiles/tileStyles.ts'
import { paintTile } from './paintTile.ts'

/** All heads of one layer at readable size; pointing at a pair gives its weight in each. */
export class GazeLayerView extends LitElement {
  static override properties = {
    layer: { attribute: false }, layers: { attribute: false }, choice: byParts, slices: byParts,
    tokens: { attribute: false }, labels: { attribute: false }, direction: {}, palette: { attribute: false },
    note: {}, pointed: byParts, active: { state: true },
  }
  static override styles = [sharedStyles, tileStyles, scaleBarStyles, css`
    :host { display: block; min-width: 0; padding: 2px; }
    .tiles { grid-template-columns: repeat(auto-fill, minmax(min(100%, 160px), 1fr)); gap: 12px; }
    .hint { min-height: 20px; font-family: var(--vscode-editor-font-family, monospace); overflow: hidden; text-overflow: ellipsis; white-space: pre; }
    .scale { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 6px; margin: 0 0 6px; font-size: 11px; }
    .hint.muted { font-family: inherit; }
    @container (min-width: 640px) { .tiles { grid-template-columns: repeat(auto-fill, minmax(204px, 1fr)); } }
  `]

  /** The layer that is shown; counts from 0. */
  declare layer: number
  declare layers: readonly LayerSummary[]
  declare choice: HeadChoice
  declare slices: readonly AttentionSlice[]
  declare tokens: readonly TokenSpan[]
  declare labels: readonly string[]
  declare direction: Direction
  declare palette: Palette
  declare pointed: Pointed
  /** What is done with special tokens; empty where they are shown. */
  declare note: string
  declare active: number | null
  /** What each canvas shows. */
  readonly #painted = new WeakMap<HTMLCanvasElement, readonly unknown[]>()
  readonly #tops = new WeakMap<AttentionSlice, number>()
  readonly #inSight = new InSight<HeadChoice>(() => {
    emit(this, 'gaze-need', this.#inSight.keys)
    this.#paint()
  })

  constructor() {
    super()
    this.slices = []
    this.note = ''
    this.pointed = nothingPointed
    this.active = null
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#inSight.end()
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('choice') || changed.has('layer')) this.active = null
  }

  /** Once a frame, however many heads have come. */
  protected override async scheduleUpdate(): Promise<void> {
    await new Promise(requestAnimationFrame)
    super.scheduleUpdate()
  }

  override render() {
    const { layer, layers, pointed, direction, palette } = this
    const name = (token: number) => sayToken(this.labels[token])
    const isPair = pointed.row !== null && pointed.column !== null
    return html`
      <div class="hint ${isPair ? '' : 'muted'}">${isPair
        ? `${name(pointed.row)} ${direction === 'attendsTo' ? '→' : '←'} ${name(pointed.column)}` : t('Point at a cell for its weight in each head')}</div>
      <div class="scale muted">${scaleBar(palette.ramp, t('strongest'))}${rampButton(this, palette)}<span>${this.#scale()} ${this.note}</span></div>
      <div class="tiles" role="listbox" aria-orientation="horizontal" aria-label=${t('Heads of {0}', sayLayer(layer, this.layers))} @keydown=${this.#key}>
        ${Array.from({ length: layers[layer]!.heads }, (_, head) => this.#tile(oneHead(this.choice, layer, head), head))}
      </div>`
  }

  #scale(): string {
    const quantity = sayQuantity(oneHead(this.choice, this.layer, 0))
    return quantity === null ? t('Square-root scale, each head up to its own strongest weight between tokens of the text.')
      : t('{0}; square-root scale, each head up to its own largest between tokens of the text.', quantity)
  }

  #tile(choice: HeadChoice, head: number) {
    const name = t('{0}, head {1}', layerTitle(this.layer, this.layers), head + 1)
    const tabStop = this.active ?? (typeof this.choice.head === 'number' ? this.choice.head : 0)
    return html`<button class="tile" role="option" aria-description=${this.#weight(choice)} aria-selected=${sameChoice(choice, this.choice)}
      tabindex=${tabStop === head ? 0 : -1} data-head=${head}
      @click=${() => { emit(this, 'gaze-choose', choice) }} @dblclick=${() => { emit(this, 'gaze-navigate', { view: 'heatmap' }) }}
    ><span class="unseen">${name}</span><span class="name" aria-hidden="true"><span>${t('Head {0}', head + 1)}</span><span class="number">${this.#weight(choice)}</span></span><canvas
      class="picture" width="0" height="0" @pointermove=${(event: PointerEvent) => { this.#point(event, choice) }}
      @pointerleave=${() => { emit(this, 'gaze-point', nothingPointed) }}
    ></canvas></button>`
  }

  override updated(): void {
    const tiles = [...this.renderRoot.querySelectorAll('.tile')]
    this.#inSight.watch(new Map(tiles.map((tile, head) => [tile, oneHead(this.choice, this.layer, head)])))
    if (tiles.some((tile) => this.#inSight.has(tile))) emit(this, 'gaze-need', this.#inSight.keys)
    this.#paint()
  }

  /** Paints what is in sight and here; frees the others. */
  #paint(): void {
    const side = Math.max(1, Math.round(this.renderRoot.querySelector('canvas')!.clientWidth * devicePixelRatio))
    for (const tile of this.renderRoot.querySelectorAll<HTMLElement>('.tile')) {
      const canvas = tile.querySelector('canvas')!
      const slice = this.#inSight.has(tile) ? this.#sliceOf(oneHead(this.choice, this.layer, Number(tile.dataset.head))) : undefined
      const parts = [slice, this.direction, this.palette]
      if (this.#painted.get(canvas)?.every((part, index) => part === parts[index])) continue
      this.#painted.set(canvas, parts)
      if (slice) paintTile(canvas, side, slice, this.direction, this.#topOf(slice), this.palette.ramp)
      else canvas.width = canvas.height = 0
    }
  }

  #sliceOf(choice: HeadChoice): AttentionSlice | undefined {
    return this.slices.find((slice) => sameChoice(slice.choice, choice))
  }

  #topOf(slice: AttentionSlice): number {
    const known = this.#tops.get(slice) ?? topOf(slice, this.tokens)
    this.#tops.set(slice, known)
    return known
  }

  #weight(choice: HeadChoice): string {
    const { row, column } = this.pointed
    const slice = this.#sliceOf(choice)
    if (!slice) return ''
    const weight = row !== null && column !== null ? weightAt(slice, this.direction, row, column) : NaN
    return !Number.isNaN(weight) ? sayWeight(weight) : t('to {0}', sayWeight(this.#topOf(slice)))
  }

  #point({ offsetX, offsetY, currentTarget }: PointerEvent, choice: HeadChoice): void {
    const slice = this.#sliceOf(choice)
    if (!slice) return
    const { rows, columns } = sidesOf(slice, this.direction)
    const { clientWidth, clientHeight } = currentTarget as HTMLCanvasElement
    // The picture has the shape of the matrix, and begins at the square's corner.
    const most = Math.max(rows.count, columns.count)
    const within = (at: number, count: number) => Math.min(count - 1, Math.max(0, Math.floor(at * most)))
    const [row, column] = [rows.first + within(offsetY / clientHeight, rows.count), columns.first + within(offsetX / clientWidth, columns.count)]
    if (row !== this.pointed.row || column !== this.pointed.column) emit(this, 'gaze-point', { row, column })
  }

  #key(event: KeyboardEvent): void {
    const head = Number((event.target as HTMLElement).closest<HTMLElement>('.tile')?.dataset.head ?? NaN)
    const tiles = this.renderRoot.querySelector('.tiles')!
    const columns = getComputedStyle(tiles).gridTemplateColumns.split(' ').length
    const next = Number.isNaN(head) ? null : moveTile(event.key, event.ctrlKey || event.metaKey, head, this.layers[this.layer]!.heads, columns)
    if (next === null) return
    event.preventDefault()
    this.active = next
    this.renderRoot.querySelector<HTMLElement>(`[data-head="${next}"]`)?.focus()
  }
}
customElements.define('gaze-layer-view', GazeLayerView)
