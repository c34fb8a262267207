import { css, html, LitElement, nothing, type PropertyValues } from 'lit'
import type { AttentionSlice, Direction, HeadChoice, LayerSummary, TokenSpan } from '../../../protocol/attention.ts'
import type { SpecialMode } from '../../../protocol/views.ts'
import { t } from '../../l10n/translate.ts'
import type { HeadSettings } from '../../state/headSettings.ts'
import { hasHeads, isPool, sameChoice } from '../../../protocol/choice.ts'
import type { Cell } from '../../state/navigation.ts'
import { sayChoice, sayQuantity, sayTargets, sayToken, sayWeight } from '../../state/phrases.ts'
import { strongestTargets } from '../../state/weights.ts'
import { sharedStyles } from '../../ui/sharedStyles.ts'
import { sliderStyles } from '../../ui/sliderStyles.ts'
import { byParts } from '../byParts.ts'
import type { Palette } from '../colour/palette.ts'
import { emit, nothingPointed, type Pointed } from '../gazeEvents.ts'
import { specialNote } from '../specialNote.ts'
import { headControls, headControlStyles } from './headControls.ts'
import { coloursOfHeads, headPicture, tokensShown } from './headPicture.ts'
import { moveRow } from './headKeys.ts'
import type { ShownTokens } from './headLayout.ts'
import { HeadSurface } from './headSurface.ts'
import type { HeadPicture } from './paintHeads.ts'
import { shownHeads } from './shownHeads.ts'
import { pairsIn, type ShownWeights } from './shownWeights.ts'
import { summarise } from './summarise.ts'

/** One or several heads as lines between tokens. */
export class GazeHeadView extends LitElement {
  static override properties = {
    choice: byParts, slices: byParts, layers: { attribute: false }, tokens: { attribute: false },
    labels: { attribute: false }, direction: {}, palette: { attribute: false }, settings: { attribute: false },
    focused: byParts, pointed: byParts, cursor: byParts,
    special: {}, fill: { type: Boolean, reflect: true }, announcement: { state: true }, lit: { state: true },
  }
  static override styles = [sharedStyles, sliderStyles, headControlStyles, css`
    :host { display: flex; flex-direction: column; gap: 8px; min-width: 0; min-height: 0; }
    .sides { display: flex; justify-content: space-between; font-size: 11px; }
    .scroll { position: relative; overflow-y: auto; overflow-x: hidden; min-width: 0; }
    .scroll canvas { position: sticky; top: 0; display: block; }
    canvas:focus-visible { outline-offset: -1px; }
    .footer { display: flex; flex-wrap: wrap; gap: 2px 12px; min-height: 20px; font-size: 11px; }
    .footer .pair { font-family: var(--vscode-editor-font-family, monospace); font-size: var(--vscode-font-size); }
  `]

  declare choice: HeadChoice
  declare slices: readonly AttentionSlice[]
  declare layers: readonly LayerSummary[]
  declare tokens: readonly TokenSpan[]
  declare labels: readonly string[]
  declare direction: Direction
  declare palette: Palette
  declare settings: HeadSettings
  declare special: SpecialMode
  declare focused: readonly number[]
  declare pointed: Pointed
  declare cursor: Cell | null
  declare fill: boolean
  declare announcement: string
  /** The head whose lines alone are drawn, to tell them from others without their colour. */
  declare lit: number | null
  #colours: readonly string[] = []
  #picture: HeadPicture | null = null
  /** Of the chosen head. */
  #shown: ShownWeights | null = null
  /** What the threshold is of. */
  #unit = 1
  #summary = ''
  #surface: HeadSurface | null = null

  constructor() {
    super()
    this.focused = []
    this.pointed = nothingPointed
    this.cursor = null
    this.fill = false
    this.special = 'show'
    this.announcement = ''
    this.lit = null
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('palette') || changed.has('settings')) this.#colours = coloursOfHeads(this.palette, this.settings)
    const parts = ['slices', 'choice', 'direction', 'palette', 'settings', 'special', 'tokens', 'labels', 'layers', 'lit'] as const
    if (parts.some((part) => changed.has(part))) this.#select()
  }

  override render() {
    const { choice, settings, direction, layers } = this
    const shown = shownHeads(choice, settings, layers)
    const heads = !isPool(choice.layer) && hasHeads(choice) ? layers[choice.layer]!.heads : 0
    const chosen = this.slices.find((slice) => sameChoice(slice.choice, choice))
    const pairs = chosen ? pairsIn(chosen, this.tokens) : []
    const sides = direction === 'attendsTo' ? [t('query'), t('key')] : [t('key'), t('query')]
    return html`
      ${headControls({ settings, special: this.special, choice, heads, shown, colours: this.#colours, unit: this.#unit, pairs, light: (head) => { this.lit = head }, change: (part) => {
        emit(this, 'gaze-navigate', { heads: { ...settings, ...part } })
      }, setSpecial: (special) => { emit(this, 'gaze-special', special) } })}
      <div class="sides muted left-to-right"><span>${sides[0]}</span>${settings.shape === 'columns' ? html`<span>${sides[1]}</span>` : nothing}</div>
      <div class="scroll"><div class="rows"><canvas
        role="application" tabindex="0" aria-roledescription=${t('head view')} aria-label=${t('Head view, {0}', sayChoice(choice, layers))}
        aria-description=${`${t('Up and down arrow keys move over the tokens, Enter selects the token in the editor, Shift+Enter pins it.')} ${this.#summary}`}
        @keydown=${this.#key}
      ></canvas></div></div>
      <div class="footer muted">${this.#footer()}</div>
      <p class="unseen">${this.#summary}</p>
      <div class="unseen" aria-live="polite">${this.announcement}</div>`
  }

  override firstUpdated(): void {
    this.#surface = new HeadSurface(this.renderRoot.querySelector('.scroll')!, this)
  }

  override updated(changed: PropertyValues<this>): void {
    this.#surface!.show(this.#picture!, this.#tokens(), this.settings.shape)
    const to = changed.has('cursor') && this.cursor ? this.cursor.row : changed.has('focused') ? this.focused[0] : undefined
    if (to !== undefined) this.#surface!.reveal(to)
  }

  /** Heights of everything but the lines. */
  get roomBeside(): number {
    const parts = [...this.renderRoot.children].filter((part) => !part.matches('.scroll, .unseen'))
    return parts.reduce((sum, part) => sum + (part as HTMLElement).offsetHeight + 8, 0)
  }

  point(pointed: Pointed): void {
    if (pointed.row !== this.pointed.row || pointed.column !== this.pointed.column) emit(this, 'gaze-point', pointed)
  }

  pick(token: number, pin: boolean): void {
    emit(this, 'gaze-pick', { token, pin })
  }

  #select(): void {
    const { choice, slices, layers, tokens, labels, direction, settings, special, lit } = this
    const { picture, shown, lines, unit } = headPicture({ choice, slices, layers, tokens, labels, direction, settings, special, lit }, this.#colours)
    this.#unit = unit
    if (shown) this.#shown = shown
    this.#summary = lines ? summarise(choice, layers, lines, tokens, direction, (token) => this.#name(token)) : ''
    this.#picture = picture
  }

  #tokens(): ShownTokens {
    const chosen = this.slices.find((slice) => sameChoice(slice.choice, this.choice))
    return tokensShown(this.tokens, this.special, this.direction, chosen)
  }

  #footer() {
    const { row, column } = this.pointed
    const chosen = this.slices.find((slice) => sameChoice(slice.choice, this.choice))
    const { special } = this
    const note = special === 'show' || !chosen ? nothing : html`<span>${specialNote(chosen, this.tokens, special)}</span>`
    const pair = row !== null && column !== null && this.#shown
      ? html`<span class="pair">${this.#name(row)} ${this.direction === 'attendsTo' ? '→' : '←'} ${this.#name(column)}
          <span class="number">${sayWeight(this.#shown.at(row, column))}</span></span>` : nothing
    const top = sayWeight(this.#picture?.top ?? 1)
    const quantity = sayQuantity(this.choice) ?? t('weight')
    const scale = special === 'show' && this.tokens.some((token) => token.special)
      ? t('Opacity follows the {0}, full from {1}; lines at special tokens are faded.', quantity, top)
      : t('Opacity follows the {0}, full from {1}.', quantity, top)
    return html`${pair}${note}<span class="number">${scale}</span>`
  }

  #key(event: KeyboardEvent): void {
    const row = this.cursor?.row ?? null
    if (event.key === 'Enter' && row !== null) this.pick(row, event.shiftKey)
    else if (event.key === 'Escape' && row !== null) emit(this, 'gaze-navigate', { cursor: null })
    else {
      const next = moveRow(event.key, row, this.focused[0] ?? null, this.#tokens().rows)
      if (next === null || !this.#shown) return
      const targets = this.#targets(next)
      this.announcement = sayTargets(this.direction, this.#name(next), targets.map(({ token, weight }) => ({ name: this.#name(token), weight })))
      emit(this, 'gaze-navigate', { cursor: { row: next, column: targets[0]?.token ?? 0 } })
    }
    event.preventDefault()
    event.stopPropagation()
  }

  #targets(row: number) {
    const values = new Float64Array(this.tokens.length).fill(NaN)
    for (const column of this.#tokens().columns) values[column] = this.#shown!.at(row, column)
    return strongestTargets(values, this.tokens, 3)
  }

  #name(token: number): string {
    return sayToken(this.labels[token])
  }
}
customElements.define('gaze-head-view', GazeHeadView)
