import { html, LitElement, nothing, type TemplateResult } from 'lit'
import type { AttentionSlice } from '../../../protocol/attention.ts'
import { likeliestAt } from '../../../protocol/predictions.ts'
import { isOnSide, sidesOf } from '../../../protocol/sliceSides.ts'
import { tokenLabel } from '../../../protocol/tokenLabel.ts'
import { t } from '../../l10n/translate.ts'
import type { Predicting } from '../../state/predicting.ts'
import { sayToken, sayWeight } from '../../state/phrases.ts'
import type { Units } from '../../state/units.ts'
import { strongestTargets, sumRows } from '../../state/weights.ts'
import { movePlace, writtenUnits } from '../../state/writing.ts'
import { iconButton } from '../../ui/iconButton.ts'
import { sharedStyles } from '../../ui/sharedStyles.ts'
import type { Palette } from '../colour/palette.ts'
import { emit } from '../gazeEvents.ts'
import { writingStyles } from './writingStyles.ts'

const mostLikely = 5

/** One step of writing the target: what the decoder had read, what it looked at, and what was likeliest then. */
export class GazeWriting extends LitElement {
  static override properties = {
    units: { attribute: false }, slice: { attribute: false }, palette: { attribute: false }, place: { type: Number }, predicting: { attribute: false },
    cross: { type: Boolean },
  }
  static override styles = [sharedStyles, writingStyles]

  declare units: Units
  declare slice: AttentionSlice
  declare palette: Palette
  /** Among the written units; -1 before the first. */
  declare place: number
  declare predicting: Predicting
  /** The slice is of cross-attention. */
  declare cross: boolean

  override render() {
    const { list, labels } = this.units
    const written = writtenUnits(list)
    const unit = written[this.place]
    const go = (key: string) => () => { this.#go(key, written) }
    return html`<div class="bar" role="toolbar" aria-label=${t('Writing, word by word')} @keydown=${(event: KeyboardEvent) => { this.#key(event, written) }}>
        ${iconButton('chevronLeft', t('Previous word'), go('ArrowLeft'))}${iconButton('chevronRight', t('Next word'), go('ArrowRight'))}
        <span class="where">${unit === undefined ? t('Before the first of {0} words', written.length)
          : html`<span class="number">${t('{0} of {1}', this.place + 1, written.length)}</span> <strong class="token">${sayToken(labels[unit])}</strong>`}</span>
      </div>
      <p class="unseen" role="status">${unit === undefined ? '' : this.#sentence(unit)}</p>
      ${unit === undefined ? nothing : html`<dl>
        <dt>${t('Read')}</dt><dd class="token">${this.#read(written)}</dd>
        <dt>${t('Looked at')}</dt><dd>${this.#source(unit)}</dd>
        <dt>${t('Likeliest')}</dt><dd>${this.#likeliest(unit)}</dd>
      </dl>`}`
  }

  #read(written: readonly number[]): string {
    const labels = written.slice(0, this.place).map((unit) => this.units.labels[unit]!)
    const isGrouped = this.units.tokens.some((tokens) => tokens.length > 1)
    const read = labels.map((label) => label.replace(/^·/, ' ')).join(isGrouped ? ' ' : '').replace(/ +/g, ' ').trim()
    return read === '' ? t('nothing yet') : read
  }

  #source(unit: number): TemplateResult {
    const row = this.#row(unit)
    if (!row) return html`<span class="muted">${t('Choose a cross layer to see it.')}</span>`
    const { list, labels } = this.units
    const own = [...list.keys()].filter((each) => list[each]!.segment !== 1 && !list[each]!.special && list[each]!.start < list[each]!.end)
    if (own.length === 0) return this.#strongest(row)
    const top = own.reduce((most, each) => Math.max(most, row[each] ?? 0), 0)
    const tint = (each: number): string => {
      const strength = top > 0 ? Math.round(60 * (row[each] ?? 0) / top) : 0
      return strength > 0 ? `background: color-mix(in srgb, ${this.palette.accent} ${strength}%, transparent)` : ''
    }
    return html`<span class="source left-to-right">${own.map((each, at) =>
      html`<span class="part" title=${`${sayToken(labels[each])}, ${sayWeight(row[each] ?? 0)}`}><span class="tint" .style=${tint(each)}></span><span class="text">${labels[each]!.replace(/^·/, at === 0 ? '' : ' ')}</span></span>`)}</span>`
  }

  /** Of a source that is no text. */
  #strongest(row: Float64Array): TemplateResult {
    const { list, labels } = this.units
    return html`<ol>${strongestTargets(row, list, mostLikely).map(({ token, weight }) =>
      html`<li><span class="token">${sayToken(labels[token])}</span> <span class="number">${sayWeight(weight)}</span></li>`)}</ol>`
  }

  #likeliest(unit: number): TemplateResult {
    const { found, failed } = this.predicting
    const [token, ...others] = this.units.tokens[unit] ?? []
    if (failed) return html`<span class="muted">${failed.message}</span>`
    if (!found || token === undefined) return html`<span class="muted">…</span>`
    const place = token - found.first
    const id = this.units.list[unit]!.id
    const likely = likeliestAt(found, place).slice(0, mostLikely)
    const isListed = others.length > 0 || likely.some((each) => each.id === id)
    const item = (label: string, probability: number, isOwn: boolean): TemplateResult =>
      html`<li class=${isOwn ? 'own' : ''}><span class="token">${label}</span> <span class="number">${sayWeight(probability)}</span></li>`
    return html`<ol>${likely.map((each) => item(labelOf(each), each.probability, others.length === 0 && each.id === id))}${isListed ? nothing
      : item(sayToken(this.units.labels[unit]), found.probability[place]!, true)}</ol>
      ${isListed ? nothing : html`<span class="muted">${t('{0} tokens were likelier than the one that was written.', found.rank[place]!)}</span>`}`
  }

  /** What the step looked at, one weight a unit; undefined where the slice has no row of cross-attention for it. */
  #row(unit: number): Float64Array | undefined {
    return this.cross && isOnSide(sidesOf(this.slice, 'attendsTo').rows, unit) ? sumRows(this.slice, 'attendsTo', [unit]) : undefined
  }

  #sentence(unit: number): string {
    const { list, labels } = this.units
    const row = this.#row(unit)
    const [strongest] = row ? strongestTargets(row, list, 1) : []
    const name = sayToken(labels[unit])
    return strongest ? t('Word {0}, {1}: looked most at {2}, {3}', this.place + 1, name, sayToken(labels[strongest.token]), sayWeight(strongest.weight))
      : t('Word {0}, {1}', this.place + 1, name)
  }

  #key(event: KeyboardEvent, written: readonly number[]): void {
    if (movePlace(event.key, this.place, written.length) === null) return
    event.preventDefault()
    this.#go(event.key, written)
  }

  #go(key: string, written: readonly number[]): void {
    const next = movePlace(key, this.place, written.length)
    const token = next === null ? undefined : written[next]
    if (token === undefined) return
    emit(this, 'gaze-navigate', { writing: { on: true, at: token } })
    emit(this, 'gaze-pick', { token, pin: false })
  }
}
customElements.define('gaze-writing', GazeWriting)

function labelOf({ id, text, source, special }: ReturnType<typeof likeliestAt>[number]): string {
  return sayToken(tokenLabel([{ id, text, start: 0, end: source.length, special }], 0, source))
}
