import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import type { AttentionSlice, Direction, LayerSummary, TokenSpan } from '../../../protocol/attention.ts'
import { rowsSumToOne } from '../../../protocol/choice.ts'
import type { PatchGrid, PictureSource } from '../../../protocol/picture.ts'
import { t } from '../../l10n/translate.ts'
import type { Cell } from '../../state/navigation.ts'
import { patchWeights, sayPatch, type PatchWeights } from '../../state/patches.ts'
import { sayCell, sayChoice, sayQuantity, sayWeight } from '../../state/phrases.ts'
import type { PictureSettings } from '../../state/pictureSettings.ts'
import { sumRows } from '../../state/weights.ts'
import { fitCanvas } from '../../ui/fitCanvas.ts'
import { NextFrame } from '../../ui/nextFrame.ts'
import { sharedStyles } from '../../ui/sharedStyles.ts'
import { SizeWatch } from '../../ui/sizeWatch.ts'
import { sliderStyles } from '../../ui/sliderStyles.ts'
import { byParts } from '../byParts.ts'
import type { Palette } from '../colour/palette.ts'
import { scaleBarStyles } from '../colour/scaleBar.ts'
import { emit, nothingPointed, type Pointed } from '../gazeEvents.ts'
import { paintPicture, paintPictureMarks } from './paintPicture.ts'
import { pictureBar, pictureLegend } from './pictureBar.ts'
import { pictureImage, samePicture, type PictureImage } from './pictureImage.ts'
import { layoutPicture, movePatch, patchAt, type PictureLayout } from './pictureLayout.ts'
import { pictureStyles } from './pictureStyles.ts'

const leastHeight = 160
/** Between what stands one below the other. */
const gap = 8

/** The picture with one head's weights over its patches, seen from the focused token: what it attends to, or is attended by. */
export class GazePictureView extends LitElement {
  static override properties = {
    picture: byParts, patches: byParts, slice: { attribute: false }, tokens: { attribute: false }, labels: { attribute: false },
    layers: { attribute: false }, direction: {}, palette: { attribute: false }, settings: byParts, focused: byParts,
    pointed: byParts, cursor: byParts, note: {}, fill: { type: Boolean }, image: { state: true }, fault: { state: true }, announcement: { state: true },
  }
  static override styles = [sharedStyles, sliderStyles, scaleBarStyles, pictureStyles]

  declare picture: PictureSource
  declare patches: PatchGrid
  /** As it is shown, with or without special tokens. */
  declare slice: AttentionSlice
  declare tokens: readonly TokenSpan[]
  declare labels: readonly string[]
  declare layers: readonly LayerSummary[]
  declare direction: Direction
  declare palette: Palette
  declare settings: PictureSettings
  declare focused: readonly number[]
  declare pointed: Pointed
  declare cursor: Cell | null
  /** What is done with special tokens; empty where they are shown. */
  declare note: string
  declare fill: boolean
  declare image: PictureImage | null
  declare fault: boolean
  declare announcement: string
  /** What the canvas shows; for tests too. */
  layout: PictureLayout | null = null
  #weights: PatchWeights | null = null
  readonly #painting = new NextFrame(this, () => { this.#paint() })

  constructor() {
    super()
    new SizeWatch(this, () => { this.#painting.ask() })
    this.pointed = nothingPointed
    this.focused = []
    this.cursor = this.image = null
    this.note = this.announcement = ''
    this.fill = this.fault = false
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('picture')) void this.#read(this.picture)
    this.#weights = patchWeights(this.slice, this.direction, this.focused, this.patches)
  }

  override render() {
    return html`
      <div class="top">${pictureBar(this, this.settings, this.palette)}${this.#chips()}</div>
      ${this.fault ? html`<p role="alert">${t('The picture {0} cannot be read; put the file back, or open another picture.', this.picture.name)}</p>` : nothing}
      <div class="area"><canvas role="application" tabindex="0" aria-roledescription=${t('picture')}
        aria-label=${t('Picture {0}, {1}', this.picture.name, sayChoice(this.slice.choice, this.layers))}
        aria-description=${t('Arrow keys move over the patches, Enter looks from the patch, Shift+Enter pins it.')}
        @keydown=${this.#key} @pointermove=${this.#move} @click=${this.#click}
        @pointerleave=${() => { if (this.pointed.column !== null || this.pointed.row !== null) emit(this, 'gaze-point', nothingPointed) }}
      ></canvas></div>
      <div class="under"><div class="readout">${this.#readout()}</div></div>
      ${this.#weights ? pictureLegend(this.palette, this.settings.mode, this.#weights.top, sayQuantity(this.slice.choice), this.note) : nothing}
      <div class="unseen" aria-live="polite">${this.announcement}</div>`
  }

  override updated(): void {
    this.#painting.ask()
  }

  async #read(source: PictureSource): Promise<void> {
    try {
      const image = await pictureImage(source)
      if (samePicture(source, this.picture)) [this.image, this.fault] = [image, false]
    } catch {
      if (samePicture(source, this.picture)) [this.image, this.fault] = [null, true]
    }
  }

  /** What is no patch, and no word of a caption: the class token and its like. */
  #chips(): TemplateResult | typeof nothing {
    const { first, rows, columns } = this.patches
    const others = [...this.tokens.keys()].filter((token) => this.tokens[token]!.segment !== 1 && (token < first || token >= first + rows * columns))
    if (others.length === 0) return nothing
    const values = this.#weights ? sumRows(this.slice, this.#weights.direction, this.focused) : new Float64Array()
    const point = (token: number | null) => { emit(this, 'gaze-point', token === null ? nothingPointed : this.#towards(token)) }
    return html`<div class="chips" role="group" aria-label=${t('Tokens that are no patches')} .style=${`--accent: ${this.palette.accent}`}>
      ${others.map((token) => html`<button class="chip ${this.pointed.column === token ? 'lit' : ''}" aria-pressed=${this.focused.includes(token)}
        title=${token === 0 && first > 0 ? t('The class token: what the model decides from') : nothing}
        @click=${() => { emit(this, 'gaze-pick', { token, pin: false }) }}
        @pointerenter=${() => { point(token) }} @focus=${() => { point(token) }} @pointerleave=${() => { point(null) }} @blur=${() => { point(null) }}
      >${this.#chipTint(values[token])}<span class="name">${this.labels[token]}</span>${values[token] === undefined || Number.isNaN(values[token]) ? nothing : html`<span class="number">${sayWeight(values[token])}</span>`}</button>`)}
    </div>`
  }

  /** Of the whole row, where that is a share of it. */
  #chipTint(weight = NaN): TemplateResult | typeof nothing {
    const percent = Math.round(100 * Math.min(1, Math.max(0, weight)))
    return percent > 0 && rowsSumToOne(this.slice.choice) ? html`<span class="share" .style=${`width: ${percent}%`}></span>` : nothing
  }

  /** Seen from the focused token. */
  #towards(column: number): Pointed {
    return { row: this.focused.length === 1 ? this.focused[0]! : null, column }
  }

  #readout(): TemplateResult {
    if (!this.#weights) return html`<span class="muted">${this.#whyNothing()}</span>`
    const column = this.pointed.column ?? (this.pointed.row === null ? this.cursor?.column ?? null : null)
    const from = this.focused.length === 1 ? sayPatch(this.patches, this.focused[0]!, this.labels) : t('{0} tokens', this.focused.length)
    if (column === null || column >= this.tokens.length) return html`<span>${from}</span><span class="muted">${t('Point at a patch')}</span>`
    const weight = sumRows(this.slice, this.#weights.direction, this.focused)[column] ?? NaN
    return html`<span>${from} ${this.#weights.direction === 'attendsTo' ? '→' : '←'} ${sayPatch(this.patches, column, this.labels)}</span>
      ${Number.isNaN(weight) ? nothing : html`<span class="number" .style=${`color: ${this.palette.accent}`}>${sayWeight(weight)}</span>`}`
  }

  #whyNothing(): string {
    if (this.focused.length === 0) return t('Pick a patch, to see what it attends to.')
    return t('{0} has no weights between what is picked and the patches; pick another token, or choose another layer.', sayChoice(this.slice.choice, this.layers))
  }

  /** The patch under the keyboard's cursor. */
  #cursorPatch(): number | null {
    const { first, rows, columns } = this.patches
    const patch = (this.cursor?.column ?? -1) - first
    return patch >= 0 && patch < rows * columns ? patch : null
  }

  #start(): number {
    if (this.#weights) return this.#weights.weights.reduce((best, weight, patch, all) => (weight > all[best]! ? patch : best), 0)
    return this.focused.map((token) => token - this.patches.first).find((patch) => patch >= 0) ?? 0
  }

  #key(event: KeyboardEvent): void {
    const { first, rows, columns } = this.patches
    const at = this.#cursorPatch()
    if (event.key === 'Escape' && at !== null) emit(this, 'gaze-navigate', { cursor: null })
    else if ((event.key === 'Enter' || event.key === ' ') && at !== null) emit(this, 'gaze-pick', { token: first + at, pin: event.shiftKey })
    else {
      const isMove = movePatch(event.key, event.ctrlKey || event.metaKey, at ?? 0, rows, columns)
      if (isMove === null) return
      this.#moveTo(at === null ? Math.min(rows * columns - 1, this.#start()) : isMove)
    }
    event.preventDefault()
  }

  #moveTo(patch: number): void {
    const column = this.patches.first + patch
    const [row] = this.focused
    const name = sayPatch(this.patches, column, this.labels)
    this.announcement = this.#weights && row !== undefined
      ? sayCell(this.#weights.direction, this.focused.length === 1 ? sayPatch(this.patches, row, this.labels) : t('{0} tokens', this.focused.length), name, this.#weights.weights[patch]!)
      : name
    emit(this, 'gaze-navigate', { cursor: { row: row ?? column, column } })
  }

  #move({ offsetX, offsetY }: PointerEvent): void {
    const patch = this.layout && patchAt(this.layout, offsetX, offsetY)
    const pointed = patch === null ? nothingPointed : this.#towards(this.patches.first + patch)
    if (pointed.row !== this.pointed.row || pointed.column !== this.pointed.column) emit(this, 'gaze-point', pointed)
  }

  #click({ offsetX, offsetY, shiftKey }: MouseEvent): void {
    const patch = this.layout && patchAt(this.layout, offsetX, offsetY)
    if (patch !== null) emit(this, 'gaze-pick', { token: this.patches.first + patch, pin: shiftKey })
  }

  /** The height of what stands above and below the picture. */
  #taken(area: HTMLElement): number {
    const others = [...area.parentNode!.children].filter((child) => child !== area && !child.classList.contains('unseen')) as HTMLElement[]
    return others.reduce((sum, { offsetHeight }) => sum + (offsetHeight > 0 ? offsetHeight + gap : 0), 0)
  }

  #paint(): void {
    const area = this.renderRoot.querySelector<HTMLElement>('.area')
    if (!area || !this.image || area.clientWidth === 0) return
    const height = Math.max(leastHeight, this.fill ? this.clientHeight - this.#taken(area) : innerHeight * 0.7)
    const layout = layoutPicture(this.image, this.patches, { width: area.clientWidth, height }, devicePixelRatio)
    this.layout = layout
    const context = fitCanvas(area.querySelector('canvas')!, layout)
    paintPicture(context, { image: this.image, layout, weights: this.#weights, settings: this.settings, lined: true }, this.palette)
    const toPatch = (token: number): number | null => {
      const patch = token - this.patches.first
      return patch >= 0 && patch < this.patches.rows * this.patches.columns ? patch : null
    }
    const pointed = this.pointed.column ?? this.pointed.row
    paintPictureMarks(context, layout, {
      focused: this.focused.flatMap((token) => toPatch(token) ?? []),
      pointed: pointed === null ? this.#cursorPatch() : toPatch(pointed),
    }, this.palette)
  }
}
customElements.define('gaze-picture-view', GazePictureView)
