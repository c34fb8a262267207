import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { t } from '../../l10n/translate.ts'
import { leftOut, mostCompared } from '../../state/comparedUnits.ts'
import { sameComparison, type Comparing, type ComparisonNeed } from '../../state/comparing.ts'
import { sayToken } from '../../state/phrases.ts'
import type { Units } from '../../state/units.ts'
import { icon } from '../../ui/icon.ts'
import { sharedStyles } from '../../ui/sharedStyles.ts'
import { parseColour, toCss } from '../colour/colour.ts'
import { headColours } from '../colour/headColours.ts'
import type { Palette } from '../colour/palette.ts'
import { emit } from '../gazeEvents.ts'
import { progressStyles, working } from '../progress.ts'
import { contextSentence } from './contextSentence.ts'
import { contextSeries, stateMark, stateName } from './contextSeries.ts'
import { contextStyles } from './contextStyles.ts'
import { cosineTable, partsTable } from './cosineTable.ts'
import { nearestTable } from './nearestTable.ts'
import { swatch } from './marker.ts'
import { similarityGrids } from './similarityGrids.ts'
import { unitNames } from './unitNames.ts'

/** How context changes what a model makes of a word: the representations of the chosen tokens, compared layer by layer. */
export class GazeContextView extends LitElement {
  static override properties = {
    units: { attribute: false }, labels: { attribute: false }, need: { attribute: false }, comparing: { attribute: false },
    palette: { attribute: false }, pointed: { attribute: false }, source: {}, isOwnChoice: { attribute: false }, announcement: { state: true }, refusal: { state: true },
  }
  static override styles = [sharedStyles, progressStyles, contextStyles]

  declare units: Units
  declare labels: readonly string[]
  declare need: ComparisonNeed
  declare comparing: Comparing
  declare palette: Palette
  declare pointed: number | null
  /** What the choice is a choice of, and whether the person made it here. */
  declare source: string
  declare isOwnChoice: boolean
  declare announcement: string
  /** Why the last token was not added. */
  declare refusal: string
  #colours: { of: Palette; css: readonly string[] } | null = null

  constructor() {
    super()
    this.labels = []
    this.pointed = null
    this.source = ''
    this.isOwnChoice = false
    this.announcement = ''
    this.refusal = ''
  }

  override render() {
    const { found } = this.comparing
    const { chosen, groups } = this.need
    // An answer for groups says nothing of tokens.
    const isHere = found !== null && found.of.groups === groups
    return html`
      ${this.#choosing()}
      <div class="unseen" aria-live="polite">${this.announcement}</div>
      ${this.#status()}
      ${chosen.length === 0 ? html`<p class="said">${t('Choose a token above to see how its representation changes from layer to layer; choose two, and see how near they stay.')}</p>`
        : isHere ? this.#comparison(found) : nothing}`
  }

  #choosing(): TemplateResult {
    const more = leftOut({ ...this.units, labels: this.labels }, this.need.chosen)
    return html`<div class="choosing">
      <gaze-token-strip .tokens=${this.units.list} .labels=${this.labels} .chosen=${this.need.chosen} .pointed=${this.pointed}
        @toggle=${({ detail }: CustomEvent<number>) => { this.#toggle(detail) }}></gaze-token-strip>
      <div class="actions muted">
        <span>${this.need.groups ? t('A group is the mean of its tokens.') : t('Click tokens to compare them, {0} at most.', mostCompared)}
          ${more > 0 ? t('{0} more of the same text are left out.', more) : nothing}</span>
        <span role="status">${this.refusal}</span>
        ${this.isOwnChoice ? html`<button class="plain" @click=${() => { this.#choose(null) }}>${t('Follow the editor')}</button>` : nothing}
        ${this.need.chosen.length > 0 ? html`<button class="plain" @click=${() => { this.#choose([]) }}>${t('Choose none')}</button>` : nothing}
      </div>
    </div>`
  }

  #status(): TemplateResult | typeof nothing {
    const { found, progress, failed } = this.comparing
    if (this.need.chosen.length === 0) return nothing
    if (failed && sameComparison(failed.of, this.need)) {
      const { blame, message } = failed.failure
      return html`<div class="state" role=${blame === 'cancelled' ? 'status' : 'alert'}>
        <p class="failed">${icon(blame === 'cancelled' ? 'info' : 'error')}<span>${blame === 'cancelled' ? t('Stopped.') : message}</span></p>
        <vscode-button appearance="secondary" @click=${() => { emit(this, 'gaze-resume-comparing', null) }}>${t('Try again')}</vscode-button>
      </div>`
    }
    return progress || !found ? working(progress, () => { emit(this, 'gaze-stop-comparing', null) }) : nothing
  }

  #comparison({ table }: NonNullable<Comparing['found']>): TemplateResult {
    const { palette } = this
    const chosenNames = unitNames(this.labels, table.chosen)
    const series = contextSeries(table, chosenNames)
    const into = table.form === 'attentionInput'
    const names = table.states.map((state) => stateName(state, into))
    const colours = this.#coloursOf(palette)
    const nameOf = (unit: number) => unitNames(this.labels, [unit])[0]!
    return html`
      <p class="said">${contextSentence(table, this.labels)}</p>
      <div class="parts">
        <div>
          <section class="section" aria-label=${t('Cosine by layer')}>
            <h3>${t('Cosine by layer')}</h3>
            <ul class="legend">${series.map(({ name }, at) => html`<li>${swatch(at, colours[at]!)}${name}</li>`)}</ul>
            <gaze-context-chart .series=${series} .average=${[...table.average]} .names=${names} .colours=${colours}
              .marks=${table.states.map((state) => stateMark(state, into))}></gaze-context-chart>
          </section>
          ${table.chosen.length > 2 ? similarityGrids({ table, series, chosenNames, stateNames: names, palette }) : nothing}
        </div>
        <div>
          ${cosineTable({ table, series, colours, names })}
          ${partsTable({ table, series, colours, names })}
          ${nearestTable({ table, chosenNames, stateNames: names, nameOf })}
        </div>
      </div>
      <p class="note muted">${formNote(table.form)} ${t('A cosine is 1 where two representations point the same way and 0 where they have nothing in common. In many models any two tokens are alike (Ethayarajh 2019): read it against the average.')}
        ${table.notes.map((note) => html` ${note}`)}</p>`
  }

  #coloursOf(palette: Palette): readonly string[] {
    if (this.#colours?.of !== palette) {
      const [accent, background, foreground] = [palette.accent, palette.background, palette.foreground].map(parseColour)
      const count = (mostCompared * (mostCompared - 1)) / 2
      this.#colours = { of: palette, css: accent && background && foreground
        ? headColours(accent, { background, foreground }, count).map(toCss) : Array.from({ length: count }, () => palette.accent) }
    }
    return this.#colours.css
  }

  #toggle(unit: number): void {
    const { chosen } = this.need
    const name = sayToken(this.labels[unit])
    this.refusal = ''
    if (chosen.includes(unit)) {
      this.announcement = t('{0} taken away', name)
      this.#choose(chosen.filter((each) => each !== unit))
    } else if (chosen.length >= mostCompared) this.refusal = t('{0} tokens are compared at most: take one away first.', mostCompared)
    else {
      this.announcement = t('{0} added', name)
      this.#choose([...chosen, unit].sort((a, b) => a - b))
    }
  }

  /** null: what the text suggests. */
  #choose(chosen: readonly number[] | null): void {
    emit(this, 'gaze-navigate', { context: chosen ? { of: this.source, chosen } : { of: '', chosen: [] } })
  }
}
customElements.define('gaze-context-view', GazeContextView)

function formNote(form: 'normed' | 'sum' | 'attentionInput'): string {
  switch (form) {
    case 'normed': return t('Representations are what the norm at each layer’s end gives.')
    case 'sum': return t('Representations are the residual sums between the layers, before any norm.')
    case 'attentionInput': return t('Representations are what each layer’s attention is projected from.')
  }
}
