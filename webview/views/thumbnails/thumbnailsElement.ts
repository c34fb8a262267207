import { css, html, LitElement, type PropertyValues } from 'lit'
import type { Direction, HeadChoice, LayerSummary, Pool, Thumbnails } from '../../../protocol/attention.ts'
import { isPool } from '../../../protocol/choice.ts'
import type { Shape } from '../../../protocol/families.ts'
import { t } from '../../l10n/translate.ts'
import { layerMark, layerTitle } from '../../state/layerNames.ts'
import { sharedStyles } from '../../ui/sharedStyles.ts'
import { SizeWatch } from '../../ui/sizeWatch.ts'
import { byParts } from '../byParts.ts'
import type { Palette } from '../colour/palette.ts'
import { emit, nothingPointed, type Pointed } from '../gazeEvents.ts'
import { paintPointed, paintThumbnails } from './paintThumbnails.ts'
import { layoutThumbnails, moveInGrid, type GridPosition, type ThumbnailGrid } from './thumbnailGrid.ts'

const headingWidth = 26

/** Every head of every layer at a glance; a click or Enter chooses one. */
export class GazeThumbnails extends LitElement {
  static override properties = {
    thumbnails: { attribute: false }, layers: { attribute: false }, direction: {}, palette: { attribute: false },
    choice: byParts, pointed: byParts, shapes: { attribute: false },
    active: { state: true }, grid: { state: true },
  }
  static override styles = [sharedStyles, css`
    :host { display: block; min-width: 0; }
    .scroll { overflow-x: auto; padding: 3px 3px 3px 0; }
    .grid { position: relative; display: grid; width: max-content; font-size: 10px; }
    .row { display: contents; }
    canvas { position: absolute; left: 0; bottom: 0; pointer-events: none; }
    .heading { text-align: center; color: var(--vscode-descriptionForeground); line-height: 14px; }
    .layer {
      display: flex; align-items: center; position: sticky; left: 0; z-index: 2;
      background: var(--gaze-background);
    }
    .chosen { color: var(--vscode-foreground); font-weight: 700; }
    button { padding: 0; border: 0; background: none; position: relative; cursor: pointer; }
    button:hover { outline: 1px solid var(--vscode-foreground); outline-offset: 0; z-index: 1; }
    button[aria-selected='true'] { outline: 2px solid var(--vscode-focusBorder); box-shadow: inset 0 0 0 1px var(--gaze-background); z-index: 1; }
    button:focus-visible { outline: 2px dashed var(--vscode-focusBorder); outline-offset: 1px; z-index: 1; }
  `]

  declare thumbnails: Thumbnails
  declare layers: readonly LayerSummary[]
  declare direction: Direction
  declare palette: Palette
  declare choice: HeadChoice
  declare pointed: Pointed
  /** Of each layer. */
  declare shapes: readonly Shape[]
  declare active: GridPosition | null
  declare grid: ThumbnailGrid
  #marked = false

  constructor() {
    super()
    new SizeWatch(this, () => { this.#measure() })
    this.pointed = nothingPointed
    this.shapes = []
    this.active = null
    this.grid = layoutThumbnails(0, 1, 1)
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('choice') || changed.has('layers')) this.active = null
    if (changed.has('layers')) this.#measure()
  }

  override render() {
    const { cell, gap, heads } = this.grid
    const tabStop = this.active ?? { layer: numberOr0(this.choice.layer), head: numberOr0(this.choice.head) }
    const columns = `grid-template-columns: ${headingWidth}px repeat(${heads}, ${cell}px); gap: ${gap}px`
    return html`<div class="scroll left-to-right"><div
      class="grid" role="grid" aria-label=${t('Layers × heads')} .style=${columns} @keydown=${this.#key}
    >
      <canvas class="pictures" aria-hidden="true"></canvas>
      <canvas class="marks" aria-hidden="true"></canvas>
      <div class="row" role="row">
        <span class="heading layer" role="columnheader"><span class="unseen">${t('Layer')}</span></span>
        ${Array.from({ length: heads }, (_, head) => html`<span
          class="heading ${this.choice.head === head ? 'chosen' : ''}" role="columnheader" aria-label=${t('Head {0}', head + 1)}
        >${cell >= 22 ? t('H{0}', head + 1) : head + 1}</span>`)}
      </div>
      ${this.layers.map((summary, layer) => html`<div class="row" role="row">
        <span class="heading layer ${this.choice.layer === layer ? 'chosen' : ''}" role="rowheader"
          aria-label=${layerTitle(layer, this.layers)} .style=${`height: ${cell}px`}>${layerMark(layer, this.layers)}</span>
        ${Array.from({ length: heads }, (_, head) => head < summary.heads
          ? this.#thumbnail({ layer, head }, tabStop) : html`<span role="gridcell" aria-hidden="true"></span>`)}
      </div>`)}
    </div></div>`
  }

  #thumbnail({ layer, head }: GridPosition, tabStop: GridPosition) {
    const name = t('{0}, head {1}', layerTitle(layer, this.layers), head + 1)
    return html`<button role="gridcell" aria-label=${name} title=${name} data-at="${layer}.${head}"
      aria-selected=${this.choice.layer === layer && this.choice.head === head}
      tabindex=${tabStop.layer === layer && tabStop.head === head ? 0 : -1}
      @click=${() => { emit(this, 'gaze-choose', { layer, head }) }}
    ></button>`
  }

  override updated(changed: PropertyValues<this>): void {
    const [pictures, marks] = this.renderRoot.querySelectorAll('canvas') as unknown as [HTMLCanvasElement, HTMLCanvasElement]
    const parts = ['thumbnails', 'layers', 'shapes', 'direction', 'palette', 'grid'] as const
    if (parts.some((part) => changed.has(part))) {
      paintThumbnails(pictures, this.grid, headingWidth, this.thumbnails, this.layers, this.shapes, this.direction, this.palette)
    }
    const isPair = this.pointed.row !== null && this.pointed.column !== null
    if (this.#marked || isPair || changed.has('grid')) {
      paintPointed(marks, this.grid, headingWidth, this.layers.length, this.choice, this.pointed, this.shapes[numberOr0(this.choice.layer)], this.direction, this.palette)
    }
    this.#marked = isPair
  }

  #measure(): void {
    const heads = Math.max(1, ...this.layers.map((layer) => layer.heads))
    const next = layoutThumbnails(this.clientWidth - headingWidth - 8, heads, this.layers.length)
    if (next.cell !== this.grid.cell || next.heads !== this.grid.heads || next.gap !== this.grid.gap) this.grid = next
  }

  #key(event: KeyboardEvent): void {
    const at = (event.target as HTMLElement).dataset.at?.split('.').map(Number)
    if (!at) return
    const next = moveInGrid(event.key, event.ctrlKey || event.metaKey, { layer: at[0]!, head: at[1]! }, this.layers)
    if (!next) return
    event.preventDefault()
    this.active = next
    this.renderRoot.querySelector<HTMLElement>(`[data-at="${next.layer}.${next.head}"]`)?.focus()
  }
}
customElements.define('gaze-thumbnails', GazeThumbnails)

function numberOr0(index: number | Pool): number {
  return isPool(index) ? 0 : index
}
