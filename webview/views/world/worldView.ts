import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import type { AttentionSlice, Direction, LayerSummary, TokenSpan } from '../../../protocol/attention.ts'
import type { Episode, WorldAnalysis } from '../../../protocol/world.ts'
import { t } from '../../l10n/translate.ts'
import { cellsAt, cellsOf, lookedRow, type Looked } from '../../state/looked.ts'
import { patchWeights } from '../../state/patches.ts'
import { sayCell, sayChoice, sayQuantity, sayWeight } from '../../state/phrases.ts'
import { sayCellOf, sayMove, sayStop } from '../../state/worldWords.ts'
import { sharedStyles } from '../../ui/sharedStyles.ts'
import { byParts } from '../byParts.ts'
import type { Palette } from '../colour/palette.ts'
import { rampButton, scaleBarStyles } from '../colour/scaleBar.ts'
import { nothingPointed, type Pointed } from '../gazeEvents.ts'
import { legend, legendStyles } from '../heatmap/legend.ts'
import { actButtons, moveList } from './worldMoves.ts'
import type { PaintedWorld } from './paintWorld.ts'
import { gridOf } from './worldLayout.ts'
import { worldStyles } from './worldStyles.ts'
import { worldTrail } from './worldTrail.ts'

/** An agent's world with the attention over its cells, what it chooses, and its way so far, which one can walk back. */
export class GazeWorldView extends LitElement {
  static override properties = {
    world: { attribute: false }, episode: byParts, slice: { attribute: false }, tokens: { attribute: false }, layers: { attribute: false }, looked: { attribute: false },
    direction: {}, palette: { attribute: false }, focused: byParts, pointed: byParts, stale: { type: Boolean }, fill: { type: Boolean }, past: { state: true },
  }
  static override styles = [sharedStyles, scaleBarStyles, legendStyles, worldStyles]

  declare world: WorldAnalysis
  /** Null where nobody can act, as in a recording. */
  declare episode: Episode | null
  /** Between the cells; null where what is shown is between groups of them. */
  declare slice: AttentionSlice | null
  declare tokens: readonly TokenSpan[]
  declare layers: readonly LayerSummary[]
  declare looked: Looked
  declare direction: Direction
  declare palette: Palette
  declare focused: readonly number[]
  declare pointed: Pointed
  declare stale: boolean
  declare fill: boolean
  /** The step that is walked back to; null for now. */
  declare past: number | null

  constructor() {
    super()
    this.past = null
    this.focused = []
    this.pointed = nothingPointed
    this.stale = this.fill = false
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('world')) this.past = null
  }

  override render() {
    const shown = this.#shown()
    const { episode, past } = this
    return html`<div class="main">
        <gaze-world-grid .world=${shown.world} .cells=${shown.cells} .weights=${shown.weights} .top=${shown.top} .steps=${shown.steps} .palette=${this.palette}
          .focused=${past === null ? this.#from() : [shown.world.agent]} .pointed=${this.pointed.column ?? null} .said=${this.#said()} ?fixed=${past !== null}></gaze-world-grid>
        <div class="beside">
          ${past === null && episode ? actButtons(this, episode, !this.stale && sayStop(this.world, episode.steps.length) === null) : nothing}
          ${this.#status(shown)}
          ${moveList(shown.world, this.palette)}
          <div class="readout">${this.#readout(shown)}</div>
          ${shown.weights ? html`<div class="legend">${legend(this.palette.ramp, { top: shown.top, cut: false }, this.slice ? sayQuantity(this.slice.choice) : null, '')}${rampButton(this, this.palette)}</div>` : nothing}
        </div>
      </div>
      ${episode && this.slice ? worldTrail({ episode, past, world: this.world, worlds: this.#worlds(episode), looked: this.looked, layers: this.layers, choice: this.slice.choice, palette: this.palette },
        (step) => { this.past = step }) : nothing}`
  }

  /** The cells that are looked from: the agent's own where none is picked. */
  #from(): readonly number[] {
    return this.focused.length > 0 ? this.focused : [this.world.agent]
  }

  #worlds(episode: Episode): readonly string[] {
    return [...episode.steps.map(({ from }) => cellsAt(this.tokens, episode, from)), cellsOf(this.tokens)]
  }

  #shown(): PaintedWorld {
    const { episode, past, slice, world } = this
    const steps = episode?.steps ?? []
    if (episode && past !== null && steps[past]) {
      const { from, move } = steps[past]
      const cells = cellsAt(this.tokens, episode, from)
      const at = this.looked.get(cells)
      const weights = at && slice ? lookedRow(at, this.layers, slice.choice) : null
      return { world: at?.world ?? { ...world, agent: from, goal: episode.goal, moves: [move], chosen: 0 }, cells, weights, top: topOf(weights), steps: steps.slice(0, past) }
    }
    const weights = slice ? patchWeights(slice, this.direction, this.#from(), gridOf(world))?.weights ?? null : null
    return { world, cells: cellsOf(this.tokens), weights, top: topOf(weights), steps }
  }

  #said(): string {
    return this.slice ? sayChoice(this.slice.choice, this.layers) : t('its cells taken together')
  }

  #status({ weights }: PaintedWorld): TemplateResult | typeof nothing {
    const { past, episode } = this
    if (!this.slice) return html`<p class="muted">${t('A world is looked at cell by cell; choose Tokens as the grouping to see where it looks.')}</p>`
    const step = past === null ? undefined : episode?.steps[past]
    if (step) {
      return html`<p>${t('Before step {0}, {1} with {2}: what the agent’s own cell attended to then.', past! + 1, sayMove(step.move.name), sayWeight(step.move.probability))}
        ${weights ? nothing : t('It is not kept: choose weights as the measure, or look at steps taken since this page was opened.')}</p>`
    }
    const stop = sayStop(this.world, episode?.steps.length ?? 0)
    return stop === null ? nothing : html`<p>${stop}</p>`
  }

  #readout({ world, cells, weights }: PaintedWorld): TemplateResult {
    const [only, ...others] = this.past === null ? this.#from() : [world.agent]
    const from = others.length > 0 ? t('{0} cells', others.length + 1) : sayCellOf(world, cells, only!)
    const { column } = this.pointed
    if (column === null || !weights || column >= weights.length) return html`<span>${t('Seen from: {0}.', from)}</span><span class="muted">${t('Point at a cell')}</span>`
    const direction = this.past === null ? this.direction : 'attendsTo'
    return html`<span>${sayCell(direction, from, sayCellOf(world, cells, column), weights[column]!)}</span>`
  }
}
customElements.define('gaze-world-view', GazeWorldView)

function topOf(weights: Float64Array | null): number {
  return weights?.reduce((most, weight) => Math.max(most, weight), 0) || 1
}
