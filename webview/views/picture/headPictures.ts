import { css, html, LitElement, nothing, type PropertyValues } from 'lit'
import type { AttentionSlice, Direction, HeadChoice, LayerSummary } from '../../../protocol/attention.ts'
import { isPool, oneHead, sameChoice } from '../../../protocol/choice.ts'
import type { PatchGrid, PictureSource } from '../../../protocol/picture.ts'
import { t } from '../../l10n/translate.ts'
import { layerMark, layerTitle } from '../../state/layerNames.ts'
import { patchWeights } from '../../state/patches.ts'
import type { PictureSettings } from '../../state/pictureSettings.ts'
import { sharedStyles } from '../../ui/sharedStyles.ts'
import { SizeWatch } from '../../ui/sizeWatch.ts'
import { byParts } from '../byParts.ts'
import type { Palette } from '../colour/palette.ts'
import { emit } from '../gazeEvents.ts'
import { InSight } from '../tiles/inSight.ts'
import { moveTile } from '../tiles/tileKeys.ts'
import { moveInGrid, type GridPosition } from '../thumbnails/thumbnailGrid.ts'
import { paintPicture } from './paintPicture.ts'
import { pictureImage, samePicture, type PictureImage } from './pictureImage.ts'
import { layoutPicture } from './pictureLayout.ts'

const headingWidth = 26
const gap = 3
const leastCell = 30
const largestCell = 104
const fewestColumns = 4

/** Where every head looks from the focused token, as small pictures, a row a layer; a click or Enter chooses one. */
export class GazeHeadPictures extends LitElement {
  static override properties = {
    picture: byParts, patches: byParts, slices: byParts, layers: { attribute: false }, rows: byParts, direction: {}, palette: { attribute: false },
    settings: byParts, choice: byParts, focused: byParts, image: { state: true }, active: { state: true }, cell: { state: true }, columns: { state: true },
  }
  static override styles = [sharedStyles, css`
    :host { display: block; min-width: 0; }
    .scroll { overflow-x: auto; padding: 3px; }
    .grid { display: grid; width: max-content; gap: ${gap}px; font-size: 10px; }
    .row { display: contents; }
    .heading { text-align: center; color: var(--vscode-descriptionForeground); line-height: 14px; }
    .layer { display: flex; align-items: center; position: sticky; left: 0; z-index: 2; background: var(--gaze-background); }
    .chosen { color: var(--vscode-foreground); font-weight: 700; }
    button { display: block; padding: 0; border: 0; background: none; color: inherit; font: inherit; cursor: pointer; }
    canvas { display: block; forced-color-adjust: none; border-radius: 1px; }
    button:hover { outline: 1px solid var(--vscode-foreground); }
    button[aria-selected='true'] { outline: 2px solid var(--vscode-focusBorder); outline-offset: 1px; }
    button:focus-visible { outline: 2px dashed var(--vscode-focusBorder); outline-offset: 1px; }
  `]

  declare picture: PictureSource
  declare patches: PatchGrid
  declare slices: readonly AttentionSlice[]
  declare layers: readonly LayerSummary[]
  /** The layers that are shown, from 0. */
  declare rows: readonly number[]
  declare direction: Direction
  declare palette: Palette
  declare settings: PictureSettings
  declare choice: HeadChoice
  declare focused: readonly number[]
  declare image: PictureImage | null
  declare active: GridPosition | null
  declare cell: number
  /** Heads in a line. */
  declare columns: number
  readonly #painted = new WeakMap<HTMLCanvasElement, readonly unknown[]>()
  readonly #inSight = new InSight<HeadChoice>(() => {
    emit(this, 'gaze-need', this.#inSight.keys)
    this.#paint()
  })

  constructor() {
    super()
    new SizeWatch(this, () => { this.#measure() })
    this.image = this.active = null
    this.cell = leastCell
    this.columns = 1
    this.rows = []
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#inSight.end()
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('choice') || changed.has('rows')) this.active = null
    if (changed.has('rows')) this.#measure()
    const { picture } = this
    if (changed.has('picture')) pictureImage(picture).then((image) => { if (samePicture(picture, this.picture)) this.image = image }, () => undefined)
  }

  override render() {
    const { cell, rows } = this
    const heads = this.columns
    const at = this.active ?? this.#chosen()
    return html`<div class="scroll left-to-right"><div class="grid" role="grid" aria-label=${t('Where every head looks')}
      .style=${`grid-template-columns: ${headingWidth}px repeat(${heads}, ${cell}px)`} @keydown=${this.#key}
    >
      ${this.#isWrapped() ? nothing : html`<div class="row" role="row">
        <span class="heading layer" role="columnheader"><span class="unseen">${t('Layer')}</span></span>
        ${Array.from({ length: heads }, (_, head) => html`<span
          class="heading ${this.choice.head === head ? 'chosen' : ''}" role="columnheader" aria-label=${t('Head {0}', head + 1)}>${t('H{0}', head + 1)}</span>`)}
      </div>`}
      ${rows.flatMap((layer) => this.#linesOf(layer).map((first) => html`<div class="row" role="row">
        <span class="heading layer ${this.choice.layer === layer ? 'chosen' : ''}" role="rowheader" aria-label=${layerTitle(layer, this.layers)}>${first === 0 ? layerMark(layer, this.layers) : nothing}</span>
        ${Array.from({ length: heads }, (_, column) => {
          const head = first + column
          return head < this.layers[layer]!.heads ? this.#tile({ layer, head }, at) : html`<span role="gridcell" aria-hidden="true"></span>`
        })}
      </div>`))}
    </div></div>`
  }

  /** The first head of each line of a layer: one line, but for a layer that is shown alone. */
  #linesOf(layer: number): readonly number[] {
    const { columns } = this
    return Array.from({ length: Math.ceil(this.layers[layer]!.heads / columns) }, (_, line) => line * columns)
  }

  #tile({ layer, head }: GridPosition, at: GridPosition) {
    const name = t('{0}, head {1}', layerTitle(layer, this.layers), head + 1)
    return html`<button role="gridcell" aria-label=${name} title=${name} data-at="${layer}.${head}"
      aria-selected=${this.choice.layer === layer && this.choice.head === head} tabindex=${at.layer === layer && at.head === head ? 0 : -1}
      @click=${() => { emit(this, 'gaze-choose', oneHead(this.choice, layer, head)) }}
    >${this.#isWrapped() ? html`<span class="heading" aria-hidden="true">${t('H{0}', head + 1)}</span>` : nothing}${this.image ? html`<canvas aria-hidden="true" width="0" height="0" .style=${this.#size()}></canvas>` : nothing}</button>`
  }

  override updated(): void {
    const tiles = [...this.renderRoot.querySelectorAll<HTMLElement>('button')]
    this.#inSight.watch(new Map(tiles.map((tile) => [tile, this.#choiceOf(tile)])))
    if (tiles.some((tile) => this.#inSight.has(tile))) emit(this, 'gaze-need', this.#inSight.keys)
    this.#paint()
  }

  #isWrapped(): boolean {
    return this.columns < this.#heads()
  }

  #chosen(): GridPosition {
    const { layer, head } = this.choice
    const isShown = !isPool(layer) && this.rows.includes(layer)
    return { layer: isShown ? layer : this.rows[0] ?? 0, head: isShown && !isPool(head) ? head : 0 }
  }

  #heads(): number {
    return Math.max(1, ...this.rows.map((layer) => this.layers[layer]!.heads))
  }

  #choiceOf(tile: HTMLElement): HeadChoice {
    const [layer, head] = tile.dataset.at!.split('.').map(Number) as [number, number]
    return oneHead(this.choice, layer, head)
  }

  #size(): string {
    const { width, height } = this.image!
    return `width: ${this.cell}px; height: ${Math.max(1, Math.round((this.cell * height) / width))}px`
  }

  /** A line a layer; a layer that is shown alone has room for larger pictures, in several lines. */
  #measure(): void {
    const heads = this.#heads()
    const room = this.clientWidth - headingWidth - 6
    const most = Math.max(fewestColumns, Math.floor(room / (largestCell + gap)))
    this.columns = this.rows.length === 1 ? Math.ceil(heads / Math.ceil(heads / most)) : heads
    this.cell = Math.max(leastCell, Math.min(largestCell, Math.floor(room / this.columns) - gap))
  }

  /** Paints the heads that are here; as bare pictures those of which no weight is. */
  #paint(): void {
    const { image, patches, settings, palette, direction, focused } = this
    if (!image) return
    for (const tile of this.renderRoot.querySelectorAll<HTMLElement>('button')) {
      const canvas = tile.querySelector('canvas')
      if (!canvas || !this.#inSight.has(tile)) continue
      const choice = this.#choiceOf(tile)
      const slice = this.slices.find((one) => sameChoice(one.choice, choice))
      const parts = [slice, image, settings, palette, direction, focused, this.cell, devicePixelRatio]
      if (this.#painted.get(canvas)?.every((part, index) => part === parts[index])) continue
      this.#painted.set(canvas, parts)
      const layout = layoutPicture(image, patches, { width: this.cell, height: Infinity }, devicePixelRatio)
      canvas.width = Math.round(layout.width * devicePixelRatio)
      canvas.height = Math.round(layout.height * devicePixelRatio)
      const context = canvas.getContext('2d')!
      context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0)
      paintPicture(context, { image, layout, weights: slice ? patchWeights(slice, direction, focused, patches) : null, settings, lined: false }, palette)
    }
  }

  #moveInLines({ key, ctrlKey, metaKey }: KeyboardEvent, { layer, head }: GridPosition): GridPosition | null {
    const next = moveTile(key, ctrlKey || metaKey, head, this.layers[layer]!.heads, this.columns)
    return next === null ? null : { layer, head: next }
  }

  #key(event: KeyboardEvent): void {
    const [layer, head] = (event.target as HTMLElement).dataset.at?.split('.').map(Number) ?? []
    if (layer === undefined || head === undefined) return
    const shown = this.rows.map((row) => this.layers[row]!)
    const next = this.#isWrapped() ? this.#moveInLines(event, { layer, head }) : moveInGrid(event.key, event.ctrlKey || event.metaKey, { layer: this.rows.indexOf(layer), head }, shown)
    if (!next) return
    event.preventDefault()
    this.active = this.#isWrapped() ? next : { layer: this.rows[next.layer]!, head: next.head }
    this.renderRoot.querySelector<HTMLElement>(`[data-at="${this.active.layer}.${this.active.head}"]`)?.focus()
  }
}
customElements.define('gaze-head-pictures', GazeHeadPictures)
