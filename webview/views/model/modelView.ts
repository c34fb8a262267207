import { css, html, LitElement, nothing, type PropertyValues } from 'lit'
import type { Direction, HeadChoice, LayerSummary, Thumbnails } from '../../../protocol/attention.ts'
import type { HeadTable } from '../../../protocol/heads.ts'
import { isMixed, type Shape } from '../../../protocol/families.ts'
import { t } from '../../l10n/translate.ts'
import { pictureIn } from '../../state/layerShapes.ts'
import { layerMark, layerTitle } from '../../state/layerNames.ts'
import { orderHeads, sortNames, type ModelOrder, type RankedHead, type SortName } from '../../state/modelOrder.ts'
import { iconButton } from '../../ui/iconButton.ts'
import { sharedStyles } from '../../ui/sharedStyles.ts'
import { SizeWatch } from '../../ui/sizeWatch.ts'
import { colourLevels } from '../colour/ramp.ts'
import { byParts } from '../byParts.ts'
import type { Palette } from '../colour/palette.ts'
import { rampButton, scaleBar, scaleBarStyles } from '../colour/scaleBar.ts'
import { emit } from '../gazeEvents.ts'
import { thumbnailLevels } from '../thumbnails/thumbnailPixels.ts'
import { InSight } from '../tiles/inSight.ts'
import { moveTile } from '../tiles/tileKeys.ts'
import { tileStyles } from '../tiles/tileStyles.ts'
import { sayStatistic, statisticWords } from './statisticWords.ts'
import { tileGap, tileSide } from './tileSide.ts'

const sortOptions = sortNames.map((value) => ({ value, label: statisticWords[value].label }))

/** Milliseconds of a frame. */
const paintingTime = 8

/** Every head of every layer as a picture, in the order of the model or of what a head does. */
export class GazeModelView extends LitElement {
  static override properties = {
    thumbnails: { attribute: false }, statistics: { attribute: false }, layers: { attribute: false }, choice: byParts,
    direction: {}, palette: { attribute: false }, order: { attribute: false }, shapes: { attribute: false }, active: { state: true }, side: { state: true },
  }
  static override styles = [sharedStyles, tileStyles, scaleBarStyles, css`
    :host { display: flex; flex-direction: column; gap: 8px; min-width: 0; padding: 2px; }
    .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; }
    .bar gaze-picker { width: 136px; }
    .bar .says { flex: 1 1 160px; }
    .scale { display: inline-flex; flex-wrap: wrap; align-items: center; gap: 2px 6px; font-size: 11px; }
    .small .name { font-size: 9px; line-height: 11px; }
    .tiles { gap: 6px; justify-content: start; }
  `]

  declare thumbnails: Thumbnails
  declare statistics: HeadTable | null
  declare layers: readonly LayerSummary[]
  declare choice: HeadChoice
  declare direction: Direction
  declare palette: Palette
  declare order: ModelOrder
  /** Of each layer. */
  declare shapes: readonly Shape[]
  declare active: number | null
  /** CSS pixels of a picture. */
  declare side: number
  #ranked: readonly RankedHead[] = []
  readonly #painted = new WeakMap<HTMLCanvasElement, readonly unknown[]>()
  readonly #inSight = new InSight<number>(() => { this.#paint() })
  #frame = 0

  constructor() {
    super()
    new SizeWatch(this, () => { this.#measure() })
    this.statistics = this.active = null
    this.layers = []
    this.shapes = []
    this.side = 0
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#inSight.end()
    cancelAnimationFrame(this.#frame)
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('layers') || changed.has('statistics') || changed.has('order')) {
      this.#ranked = orderHeads(this.layers, this.statistics, this.order)
      this.active = null
    }
    if (changed.has('layers')) this.#measure()
  }

  override render() {
    const { order, statistics, side, palette } = this
    const words = statisticWords[order.by]
    return html`<div class="bar">
        <gaze-picker label=${t('Sort by')} .value=${order.by} .options=${sortOptions}
          @pick=${({ detail }: CustomEvent<SortName>) => { emit(this, 'gaze-navigate', { order: { ...order, by: detail } }) }}></gaze-picker>
        ${iconButton(order.reversed ? 'arrowUp' : 'arrowDown', order.reversed ? t('Reversed order') : t('Reverse the order'), () => {
          emit(this, 'gaze-navigate', { order: { ...order, reversed: !order.reversed } })
        })}
        <span class="muted says">${order.by !== 'layer' && !statistics ? t('Counting…') : words.says}</span>
        <span class="muted scale">${scaleBar(palette.ramp, '1')} <span>${t('square-root scale, the same for all')}</span>${rampButton(this, palette)}</span>
      </div>
      ${side === 0 ? nothing : html`<div class="tiles ${side < 40 ? 'small' : ''}" role="listbox" aria-orientation="horizontal" aria-label=${t('All heads, by {0}', words.label.toLowerCase())}
        .style=${`grid-template-columns: repeat(${this.#columns}, ${side}px)`} @keydown=${this.#key}
      >${this.#ranked.map((head, place) => this.#tile(head, place))}</div>`}`
  }

  #tile({ layer, head, value }: RankedHead, place: number) {
    const isChosen = this.choice.layer === layer && this.choice.head === head
    const said = value === null ? '' : sayStatistic(this.order.by, value)
    const name = said === '' ? t('{0}, head {1}', layerTitle(layer, this.layers), head + 1) : t('{0}, head {1}, {2}', layerTitle(layer, this.layers), head + 1, said)
    return html`<button class="tile" role="option" title=${name} aria-selected=${isChosen}
      tabindex=${place === this.#tabStop ? 0 : -1} data-place=${place}
      @click=${() => { emit(this, 'gaze-choose', { layer, head }) }} @dblclick=${() => { emit(this, 'gaze-navigate', { view: 'heatmap' }) }}
    ><span class="unseen">${name}</span><canvas class="picture" width="0" height="0"></canvas>${this.side < 24 ? nothing : html`<span class="name" aria-hidden="true">
      <span>${isMixed(this.layers) ? layerMark(layer, this.layers) : layer + 1}·${head + 1}</span>${this.side < 72 ? nothing : html`<span class="number">${said}</span>`}</span>`}</button>`
  }

  override updated(): void {
    const tiles = [...this.renderRoot.querySelectorAll('.tile')]
    this.#inSight.watch(new Map(tiles.map((tile, place) => [tile, place])))
    this.#paint()
  }

  get #tabStop(): number {
    const chosen = this.#ranked.findIndex(({ layer, head }) => this.choice.layer === layer && this.choice.head === head)
    return this.active ?? Math.max(0, chosen)
  }

  get #columns(): number {
    const heads = Math.max(1, ...this.layers.map((layer) => layer.heads))
    const fit = Math.max(1, Math.floor((this.clientWidth - 4 + tileGap) / (this.side + tileGap)))
    return this.order.by === 'layer' && this.layers.every((layer) => layer.heads === heads) && fit >= heads ? heads : fit
  }

  /** Paints the tiles in sight and frees the others, as many a frame as leave time for what the person does. */
  #paint(): void {
    cancelAnimationFrame(this.#frame)
    const end = performance.now() + paintingTime
    const pixels = Math.round(this.side * devicePixelRatio)
    for (const tile of this.renderRoot.querySelectorAll<HTMLElement>('.tile')) {
      const canvas = tile.querySelector('canvas')!
      const ranked = this.#inSight.has(tile) ? this.#ranked[Number(tile.dataset.place)] : undefined
      const parts = ranked ? [ranked.layer, ranked.head, pixels, this.thumbnails, this.shapes, this.direction, this.palette.ramp] : [null]
      if (this.#painted.get(canvas)?.every((part, index) => part === parts[index])) continue
      if (performance.now() > end) {
        this.#frame = requestAnimationFrame(() => { this.#paint() })
        return
      }
      this.#painted.set(canvas, parts)
      canvas.width = canvas.height = ranked ? pixels : 0
      if (!ranked) continue
      const { width, height } = pictureIn(pixels, this.shapes[ranked.layer], this.direction)
      const levels = thumbnailLevels(this.thumbnails, ranked.layer, ranked.head, this.direction, { width, height })
      canvas.getContext('2d')!.putImageData(new ImageData(colourLevels(levels, this.palette.ramp), width, height), 0, 0)
    }
  }

  #measure(): void {
    const heads = Math.max(1, ...this.layers.map((layer) => layer.heads))
    const side = tileSide(this.clientWidth - 4, heads)
    if (side === this.side) return
    this.side = side
    emit(this, 'gaze-pictures', Math.round(side * devicePixelRatio))
  }

  #key(event: KeyboardEvent): void {
    const place = Number((event.target as HTMLElement).closest<HTMLElement>('.tile')?.dataset.place ?? NaN)
    const next = Number.isNaN(place) ? null : moveTile(event.key, event.ctrlKey || event.metaKey, place, this.#ranked.length, this.#columns)
    if (next === null) return
    event.preventDefault()
    this.active = next
    this.renderRoot.querySelector<HTMLElement>(`[data-place="${next}"]`)?.focus()
  }
}
customElements.define('gaze-model-view', GazeModelView)
