import { css, html, LitElement, type PropertyValues } from 'lit'
import type { TakenStep, WorldAnalysis } from '../../../protocol/world.ts'
import { t } from '../../l10n/translate.ts'
import { sayCellOf } from '../../state/worldWords.ts'
import { fitCanvas } from '../../ui/fitCanvas.ts'
import { NextFrame } from '../../ui/nextFrame.ts'
import { sharedStyles } from '../../ui/sharedStyles.ts'
import { SizeWatch } from '../../ui/sizeWatch.ts'
import { byParts } from '../byParts.ts'
import type { Palette } from '../colour/palette.ts'
import { emit, nothingPointed } from '../gazeEvents.ts'
import { paintPictureMarks } from '../picture/paintPicture.ts'
import { movePatch, patchAt, type PictureLayout } from '../picture/pictureLayout.ts'
import { paintMoves, paintWorld } from './paintWorld.ts'
import { layoutWorld } from './worldLayout.ts'

const largest = 520

/** A world's cells, which can be pointed at and picked. */
export class GazeWorldGrid extends LitElement {
  static override properties = {
    world: { attribute: false }, cells: {}, weights: { attribute: false }, top: { type: Number }, steps: { attribute: false }, palette: { attribute: false },
    focused: byParts, pointed: {}, said: {}, announcement: { state: true }, fixed: { type: Boolean },
  }
  static override styles = [sharedStyles, css`
    :host { display: block; min-width: 0; }
    canvas { display: block; cursor: pointer; touch-action: manipulation; forced-color-adjust: none; }
  `]

  declare world: WorldAnalysis
  /** A character a cell. */
  declare cells: string
  declare weights: Float64Array | null
  declare top: number
  declare steps: readonly TakenStep[]
  declare palette: Palette
  declare focused: readonly number[]
  /** The cell under the mouse, here or elsewhere; null for none. */
  declare pointed: number | null
  /** Whose attention it is, in words. */
  declare said: string
  declare announcement: string
  /** It is as it was: no cell can be picked. */
  declare fixed: boolean
  /** What the canvas shows; for tests too. */
  layout: PictureLayout | null = null
  #width = 0
  readonly #painting = new NextFrame(this, () => { this.#paint() })

  constructor() {
    super()
    new SizeWatch(this, () => { if (this.clientWidth !== this.#width) this.#painting.ask() })
    this.announcement = ''
    this.fixed = false
  }

  override render() {
    return html`<canvas role="application" tabindex="0" aria-roledescription=${t('world')} aria-label=${t('World of {0} x {1} cells, {2}', this.world.rows, this.world.columns, this.said)}
        aria-description=${t('Arrow keys move over the cells and look from each.')}
        @keydown=${this.#key} @click=${this.#click} @pointermove=${this.#move} @pointerleave=${() => { this.#point(null) }}></canvas>
      <div class="unseen" aria-live="polite">${this.announcement}</div>`
  }

  override updated(changed: PropertyValues<this>): void {
    if (!(changed.size === 1 && changed.has('announcement'))) this.#painting.ask()
  }

  #key(event: KeyboardEvent): void {
    const { rows, columns, agent } = this.world
    const to = movePatch(event.key, event.ctrlKey || event.metaKey, this.focused[0] ?? agent, rows, columns)
    if (to === null || this.fixed) return
    event.preventDefault()
    this.announcement = sayCellOf(this.world, this.cells, to)
    emit(this, 'gaze-pick', { token: to, pin: false })
  }

  #click({ offsetX, offsetY, shiftKey }: MouseEvent): void {
    const cell = this.layout && patchAt(this.layout, offsetX, offsetY)
    if (cell !== null && !this.fixed) emit(this, 'gaze-pick', { token: cell, pin: shiftKey })
  }

  #move({ offsetX, offsetY }: PointerEvent): void {
    this.#point(this.layout && patchAt(this.layout, offsetX, offsetY))
  }

  #point(cell: number | null): void {
    if (cell === this.pointed) return
    emit(this, 'gaze-point', cell === null ? nothingPointed : { row: this.focused.length === 1 ? this.focused[0]! : null, column: cell })
  }

  #paint(): void {
    this.#width = this.clientWidth
    if (this.#width === 0) return
    const layout = layoutWorld(this.world, { width: Math.min(largest, this.#width), height: Math.max(200, Math.min(largest, innerHeight - 120)) }, devicePixelRatio)
    this.layout = layout
    const context = fitCanvas(this.renderRoot.querySelector('canvas')!, layout)
    paintWorld(context, this, layout, this.palette)
    paintPictureMarks(context, layout, { focused: this.focused, pointed: this.pointed }, this.palette)
    paintMoves(context, this.world, layout, this.palette)
  }
}
customElements.define('gaze-world-grid', GazeWorldGrid)
