import { html, LitElement, nothing, type PropertyValues } from 'lit'
import { t } from '../../l10n/translate.ts'
import { sharedStyles } from '../../ui/sharedStyles.ts'
import type { Palette } from '../colour/palette.ts'
import { signedCss } from '../colour/signedRamp.ts'
import { moveRow } from '../heads/headKeys.ts'
import { copyButton } from './copyButton.ts'
import { rowsInSight } from './keyOrder.ts'
import { keyTableStyles, rowHeight } from './keyTableStyles.ts'
import { tell } from './stepEvents.ts'
import { sayNumber, tableTsv } from './stepNumbers.ts'

/** A number a key. */
export interface KeyColumn {
  readonly label: string
  readonly values: ArrayLike<number>
  readonly say?: (value: number) => string
  /** Of all keys, listed or not; a last row has it. */
  readonly total?: number
  /** Left out where there is little room. */
  readonly minor?: boolean
}

/** What the bars show; `signed` ones begin in between. `beside` marks another number on the bar. */
export interface KeyBars {
  readonly values: ArrayLike<number>
  readonly signed: boolean
  readonly beside?: ArrayLike<number>
}

/** Numbers of keys, a row each: one is chosen by mouse or arrow keys, Enter goes to it. Only rows in sight are drawn. */
export class GazeKeyTable extends LitElement {
  static override properties = {
    name: {}, caption: {}, columns: { attribute: false }, bars: { attribute: false }, order: { attribute: false }, labels: { attribute: false },
    chosen: { attribute: false }, lit: { attribute: false }, palette: { attribute: false }, scrolled: { state: true },
  }
  static override styles = [sharedStyles, keyTableStyles]

  declare name: string
  /** What is written above it. */
  declare caption: string
  declare columns: readonly KeyColumn[]
  declare bars: KeyBars
  declare order: readonly number[]
  declare labels: readonly string[]
  declare chosen: number
  /** The key that is pointed at elsewhere. */
  declare lit: number | null
  declare palette: Palette
  declare scrolled: number

  constructor() {
    super()
    this.name = this.caption = ''
    this.columns = []
    this.order = this.labels = []
    this.chosen = 0
    this.lit = null
    this.scrolled = 0
  }

  override render() {
    const { order, columns, name } = this
    const { from, to } = rowsInSight(order.length, rowHeight, this.scrolled, this.#height)
    const extent = this.#extent()
    return html`
      <div class="head"><span class="caption">${this.caption}</span><slot></slot>${copyButton(this, name, () => this.#tsv())}</div>
      <div class="grid" role="grid" tabindex="0" aria-label=${name} aria-rowcount=${order.length + (this.#hasTotals ? 2 : 1)} aria-readonly="true"
        aria-activedescendant=${order.includes(this.chosen) ? `key-${this.chosen}` : ''}
        .style=${`--columns: ${columns.length}; --shown: ${columns.filter(({ minor }) => !minor).length}`}
        @keydown=${this.#key} @scroll=${this.#scroll}
      >
        <div class="row header" role="row" aria-rowindex="1"><span role="columnheader">${t('key')}</span>${columns.map(({ label, minor }) =>
          html`<span class="number ${minor ? 'minor' : ''}" role="columnheader">${label}</span>`)}<span class="track"></span></div>
        <div class="rows" .style=${`height: ${order.length * rowHeight}px; padding-top: ${from * rowHeight}px`}>
          ${order.slice(from, to).map((key, place) => this.#row(key, from + place, extent))}
        </div>
        ${this.#hasTotals ? this.#totals() : nothing}
      </div>`
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('chosen') || changed.has('order')) this.#reveal()
  }

  get #hasTotals(): boolean {
    return this.columns.some(({ total }) => total !== undefined)
  }

  get #height(): number {
    return this.renderRoot.querySelector('.grid')?.clientHeight ?? 400
  }

  #totals() {
    return html`<div class="row totals" role="row" aria-rowindex=${this.order.length + 2}><span role="gridcell">${t('all keys')}</span>${
      this.columns.map(({ total, say = sayNumber, minor }) => html`<span class="number ${minor ? 'minor' : ''}" role="gridcell">${
        total === undefined ? nothing : say(total)}</span>`)}<span class="track"></span></div>`
  }

  #row(key: number, place: number, extent: readonly [number, number]) {
    const { columns, chosen } = this
    return html`<div class="row ${key === chosen ? 'chosen' : ''} ${key === this.lit ? 'lit' : ''}" role="row" id=${`key-${key}`} aria-rowindex=${place + 2}
      aria-selected=${key === chosen} title=${t('Key {0}; double-click to go to it', key + 1)}
      @pointerenter=${() => { tell(this, 'step-hover', key) }} @pointerleave=${() => { tell(this, 'step-hover', null) }}
      @click=${() => { tell(this, 'step-key', key) }} @dblclick=${() => { tell(this, 'step-go', key) }}
    ><span class="token" role="gridcell"><span class="place number muted">${key + 1}</span>${this.labels[key]}</span>${columns.map(({ values, say = sayNumber, minor }) =>
      html`<span class="number ${minor ? 'minor' : ''}" role="gridcell">${say(values[key]!)}</span>`)}<span class="track" aria-hidden="true">${
        this.#bar(key, extent)}</span></div>`
  }

  /** From the least to the largest number that has a bar, 0 among them; masked keys have none. */
  #extent(): readonly [number, number] {
    const { values, signed, beside } = this.bars
    let [least, most] = [0, 0]
    for (const key of this.order) {
      for (const value of [values[key]!, beside?.[key] ?? 0]) {
        if (!Number.isFinite(value) || value < -9e3) continue
        if (signed) least = Math.min(least, value)
        most = Math.max(most, value)
      }
    }
    return [least, most]
  }

  #bar(key: number, [least, most]: readonly [number, number]) {
    const { values, signed, beside } = this.bars
    const value = values[key]!
    const whole = most - least
    if (!(whole > 0) || !Number.isFinite(value) || value < least) return nothing
    const at = (number: number) => (100 * (number - least)) / whole
    const [left, right] = [at(Math.min(0, value)), at(Math.max(0, value))]
    const colour = signed ? signedCss(this.palette.signed, Math.sign(value)) : this.palette.accent
    return html`<span class="bar" .style=${`left: ${left}%; width: ${right - left}%; background: ${colour}`}></span>${
      beside ? html`<span class="beside" .style=${`left: ${at(beside[key]!)}%`}></span>` : nothing}`
  }

  #tsv(): string {
    const header = [t('key'), t('token'), ...this.columns.map(({ label }) => label)]
    return tableTsv(header, this.order.map((key) => [key + 1, this.labels[key] ?? '', ...this.columns.map(({ values }) => values[key]!)]))
  }

  #scroll({ target }: Event): void {
    this.scrolled = (target as HTMLElement).scrollTop
  }

  /** Brings the chosen row into sight within the table, without moving the page. */
  #reveal(): void {
    const grid = this.renderRoot.querySelector('.grid')!
    const place = this.order.indexOf(this.chosen)
    if (place < 0 || grid.scrollHeight <= grid.clientHeight) return
    const [top, room] = [place * rowHeight, grid.clientHeight - rowHeight * (this.#hasTotals ? 2 : 1)]
    if (top < grid.scrollTop) grid.scrollTop = top
    else if (top + rowHeight > grid.scrollTop + room) grid.scrollTop = top + rowHeight - room
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Enter') tell(this, 'step-go', this.chosen)
    else {
      const next = moveRow(event.key, this.chosen, this.order[0] ?? null, this.order)
      if (next === null) return
      tell(this, 'step-key', next)
      tell(this, 'step-say', `${this.labels[next] ?? ''}: ${this.columns.map(({ label, values, say = sayNumber }) => `${label} ${say(values[next]!)}`).join(', ')}`)
    }
    event.preventDefault()
    event.stopPropagation()
  }
}
customElements.define('gaze-key-table', GazeKeyTable)
