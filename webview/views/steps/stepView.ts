import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import type { HeadChoice, LayerSummary, TokenSpan } from '../../../protocol/attention.ts'
import { chosenLayers } from '../../../protocol/families.ts'
import { familyOf } from '../../../protocol/families.ts'
import type { Group } from '../../../protocol/groups.ts'
import type { StepName } from '../../../protocol/views.ts'
import { t } from '../../l10n/translate.ts'
import { layerTitle } from '../../state/layerNames.ts'
import { sayToken } from '../../state/phrases.ts'
import { isFound, sameStep, type StepNeed, type Stepping } from '../../state/stepping.ts'
import type { StepSettings } from '../../state/stepSettings.ts'
import type { PickerOption } from '../../ui/chooser.ts'
import { icon } from '../../ui/icon.ts'
import { sharedStyles } from '../../ui/sharedStyles.ts'
import type { Palette } from '../colour/palette.ts'
import { emit, nothingPointed, type Pointed } from '../gazeEvents.ts'
import { progressStyles, working } from '../progress.ts'
import { strongestOfText } from './keyOrder.ts'
import { moveStep, stepAmong, stepsOf } from './moveStep.ts'
import type { StepEvents } from './stepEvents.ts'
import { stepHeading, stepper } from './stepper.ts'
import { stepPanel } from './stepPanel.ts'
import { stepStyles } from './stepStyles.ts'
import { stepTitle } from './stepTitles.ts'

/** One token's attention by one head, step by step in the order of the maths, and what a change would make of it. */
export class GazeStepView extends LitElement {
  static override properties = {
    choice: { attribute: false }, layers: { attribute: false }, need: { attribute: false }, stepping: { attribute: false }, step: {}, settings: { attribute: false },
    tokens: { attribute: false }, labels: { attribute: false }, groups: { attribute: false }, pointed: { attribute: false }, palette: { attribute: false }, dimension: { state: true }, announcement: { state: true },
  }
  static override styles = [sharedStyles, progressStyles, stepStyles]

  declare choice: HeadChoice
  declare layers: readonly LayerSummary[]
  /** What is stepped through; null where several heads are taken together. */
  declare need: StepNeed | null
  declare stepping: Stepping
  declare step: StepName
  declare settings: StepSettings
  declare tokens: readonly TokenSpan[]
  declare labels: readonly string[]
  /** What the editor's focus counts in, where not in tokens. */
  declare groups: readonly Group[] | null
  declare pointed: Pointed
  declare palette: Palette
  declare dimension: number | null
  declare announcement: string
  #options: { of: readonly string[]; options: readonly PickerOption[] } | null = null
  #hadFocus = false

  constructor() {
    super()
    this.labels = this.tokens = this.layers = []
    this.pointed = nothingPointed
    this.dimension = null
    this.announcement = ''
    const on = <E extends keyof StepEvents>(type: E, handle: (detail: StepEvents[E]) => void) => {
      this.addEventListener(type, (event) => { handle((event as CustomEvent<StepEvents[E]>).detail) })
    }
    on('step-dimension', (dimension) => { this.dimension = dimension })
    on('step-hover', (key) => { this.#point(key) })
    on('step-say', (text) => { this.announcement = text })
    on('step-key', (key) => { this.#set({ key }) })
    on('step-all', (allKeys) => { this.#set({ allKeys }) })
    on('step-go', (key) => { this.#goToToken(key + this.#firstKey) })
    this.addEventListener('keydown', (event) => { this.#key(event) })
  }

  override render() {
    const { need, stepping: { found } } = this
    if (!need) return this.#chooseHead()
    // Of an encoder-decoder, keys count from the first of their text here.
    const { firstKey = 0 } = found ?? {}
    const step = found && firstKey > 0 ? { ...found, token: found.token - firstKey } : found
    const labels = firstKey > 0 ? this.labels.slice(firstKey) : this.labels
    const [at, names] = [this.#at, this.#names]
    return html`
      <div class="unseen" aria-live="polite">${this.announcement}</div>
      ${this.#pickers(need)}
      ${stepper(at, names, (name) => { this.#go(name) })}
      <div class="parts">
        <section class="step ${isFound(this.stepping, need.choice) ? '' : 'late'}" aria-labelledby="heading">
          ${stepHeading(at, names, (name) => { this.#go(name) })}
          ${this.#status(need)}
          ${step ? stepPanel({
            name: at, step, key: this.#keyOf(step.weights), labels, palette: this.palette,
            dimension: this.dimension, allKeys: this.settings.allKeys, lit: this.#lit(), nameOf: (token) => this.#name(token + firstKey),
          }) : nothing}
        </section>
        ${step ? html`<gaze-what-if .step=${step} .stepping=${this.stepping} .need=${need} .settings=${this.settings}
          .chosen=${this.#keyOf(step.weights)} .labels=${labels} .options=${this.#keyOptions()} .palette=${this.palette}
          .dimension=${this.dimension}></gaze-what-if>` : nothing}
      </div>`
  }

  override willUpdate(changed: PropertyValues<this>): void {
    this.#hadFocus = this.shadowRoot?.activeElement instanceof HTMLElement
    if (changed.get('step') === undefined) return
    this.announcement = t('Step {0} of {1}: {2}', this.#names.indexOf(this.#at) + 1, this.#names.length, stepTitle(this.#at))
    this.dimension = null
  }

  override updated(): void {
    // What had the focus may have gone.
    if (this.#hadFocus && !this.shadowRoot?.activeElement) this.renderRoot.querySelector<HTMLElement>('#heading')?.focus()
  }

  /** Several heads at once have no one query, key and value. */
  #chooseHead(): TemplateResult {
    const [layer = 0] = chosenLayers(this.choice, this.layers)
    return html`<div class="state">
      <p>${t('Only a single head can be stepped through: choose a layer and a head above.')}</p>
      <vscode-button @click=${() => { emit(this, 'gaze-choose', { layer, head: 0 }) }}>${t('{0}, head {1}', layerTitle(layer, this.layers), 1)}</vscode-button>
    </div>`
  }

  #pickers({ choice }: StepNeed): TemplateResult {
    const { found } = this.stepping
    const key = found ? this.#keyOf(found.weights) : null
    const layer = this.layers[choice.layer]
    const isCross = layer !== undefined && familyOf(layer).family === 'cross'
    return html`<div class="pickers">
      <label><span class="muted">${t('query')} <i>i</i></span><gaze-select label=${t('Query token')} .value=${String(choice.query)} .options=${this.#tokenOptions()}
        @pick=${({ detail }: CustomEvent<string>) => { this.#goToToken(Number(detail)) }}></gaze-select></label>
      <label><span class="muted">${t('key')} <i>j</i></span><gaze-select label=${t('Key token')} .value=${key === null ? '' : String(key)} .options=${this.#keyOptions()}
        ?disabled=${key === null} @pick=${({ detail }: CustomEvent<string>) => { this.#set({ key: Number(detail) }) }}></gaze-select></label>
      ${key !== null && key + this.#firstKey !== choice.query && !isCross ? html`<button class="plain" @click=${() => { this.#goToToken(key + this.#firstKey) }}
        title=${t('Make “{0}” the query token', this.#name(key + this.#firstKey))}>${t('Go to key')}</button>` : nothing}
    </div>`
  }

  #status({ choice }: StepNeed): TemplateResult | typeof nothing {
    const { found, progress, failed } = this.stepping
    if (failed && failed.of.change === null && sameStep(failed.of.choice, choice)) {
      const { failure: { blame, message } } = failed
      return html`<div class="state" role=${blame === 'cancelled' ? 'status' : 'alert'}>
        <p class="failed">${icon(blame === 'cancelled' ? 'info' : 'error')}<span>${blame === 'cancelled' ? t('Stopped.') : message}</span></p>
        <vscode-button appearance="secondary" @click=${() => { emit(this, 'gaze-resume-steps', null) }}>${t('Try again')}</vscode-button>
      </div>`
    }
    // What comes from what is kept comes at once, without any progress.
    return progress || !found ? working(progress, () => { emit(this, 'gaze-stop-steps', null) }) : nothing
  }

  #tokenOptions(): readonly PickerOption[] {
    if (this.#options?.of !== this.labels) {
      this.#options = { of: this.labels, options: this.labels.map((label, token) => ({ value: String(token), label: `${token + 1} ${label}` })) }
    }
    return this.#options!.options
  }

  get #names(): readonly StepName[] {
    return stepsOf(this.stepping.found)
  }

  get #at(): StepName {
    return stepAmong(this.#names, this.step)
  }

  get #firstKey(): number {
    return this.stepping.found?.firstKey ?? 0
  }

  #keyOptions(): readonly PickerOption[] {
    const { found } = this.stepping
    const options = this.#tokenOptions()
    if (!found || found.keyCount === options.length) return options
    return options.slice(this.#firstKey, this.#firstKey + found.keyCount).map(({ label }, key) => ({ value: String(key), label }))
  }

  #keyOf(weights: Float32Array): number {
    const { key } = this.settings
    return key !== null && key < weights.length ? key : strongestOfText(weights, (each) => this.tokens[each + this.#firstKey]?.special === true)
  }

  #name(token: number): string {
    return sayToken(this.labels[token] ?? String(token + 1))
  }

  #set(part: Partial<StepSettings>): void {
    emit(this, 'gaze-navigate', { steps: { ...this.settings, ...part } })
  }

  #goToToken(token: number): void {
    this.#set({ token })
    this.announcement = t('Query token: {0}', this.#name(token))
    const unit = this.#unitOf(token)
    if (unit !== null) emit(this, 'gaze-pick', { token: unit, pin: false })
  }

  /** What the other views and the editor call it. */
  #unitOf(token: number): number | null {
    const unit = this.groups ? this.groups.findIndex(({ tokens }) => tokens.includes(token)) : token
    return unit < 0 ? null : unit
  }

  #point(key: number | null): void {
    const { found } = this.stepping
    emit(this, 'gaze-point', key === null || !found ? nothingPointed : { row: this.#unitOf(found.token), column: this.#unitOf(key + this.#firstKey) })
  }

  #lit(): number | null {
    const { column } = this.pointed
    return column === null ? null : this.groups ? (this.groups[column]?.tokens[0] ?? null) : column - this.#firstKey
  }

  #go(step: StepName): void {
    if (step !== this.#at) emit(this, 'gaze-navigate', { step })
  }

  #key(event: KeyboardEvent): void {
    const origin = event.composedPath()[0] as HTMLElement
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || origin.matches('select, input')) return
    const inStepper = origin.matches('.stepper button')
    if (!inStepper && (event.key === 'Home' || event.key === 'End')) return
    const next = moveStep(event.key, this.#at, this.#names)
    if (next === null) return
    event.preventDefault()
    this.#go(next)
    if (inStepper) this.renderRoot.querySelector<HTMLElement>(`[data-step="${next}"]`)?.focus()
  }
}
customElements.define('gaze-step-view', GazeStepView)
