import { css, html, LitElement } from 'lit'
import type { Direction, HeadChoice, LayerSummary, Measure, Pool } from '../../protocol/attention.ts'
import { t } from '../l10n/translate.ts'
import { fitChoice, measureOf, poolNames, sameChoice } from '../../protocol/choice.ts'
import type { ExportFormat } from '../../protocol/exports.ts'
import type { Grouping } from '../../protocol/groups.ts'
import { icon } from '../ui/icon.ts'
import type { PickerOption } from '../ui/chooser.ts'
import { sharedStyles } from '../ui/sharedStyles.ts'
import { headOptions, layerOf, layerOptions, layerValue, measureOptions, sayGrouping } from './choiceOptions.ts'
import { exportOptions } from './exportOptions.ts'
import { emit } from './gazeEvents.ts'

const directions: readonly PickerOption[] = [
  { value: 'attendsTo', label: t('attends to') },
  { value: 'attendedBy', label: t('attended by') },
]

/** The pickers of layer, head, measure, direction, grouping and model, and what exports them. */
export class GazeToolbar extends LitElement {
  static override properties = {
    choice: { attribute: false, hasChanged: (a: HeadChoice, b?: HeadChoice) => !sameChoice(a, b) },
    layers: { attribute: false }, direction: {}, grouping: {}, model: {}, recorded: { type: Boolean }, pictured: { type: Boolean },
  }
  static override styles = [sharedStyles, css`
    :host { display: flex; flex-wrap: wrap; align-items: center; gap: 6px; }
    gaze-picker { flex: 1 1 98px; min-width: 98px; max-width: 104px; }
    .choose { flex: none; max-width: 100%; background: var(--vscode-dropdown-background); color: var(--vscode-dropdown-foreground); }
    .choose:hover { background: var(--vscode-toolbar-hoverBackground); }
    .choose::part(control) { border-color: var(--vscode-dropdown-border); max-width: 100%; height: 24px; padding: 0 6px 0 10px; }
    .choose::part(content) { display: flex; align-items: center; min-width: 0; gap: 2px; }
    .choose .text { width: auto; height: auto; max-width: 176px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  `]

  declare choice: HeadChoice
  declare layers: readonly LayerSummary[]
  declare direction: Direction
  declare grouping: Grouping
  declare model: string
  /** What is shown is a recording: its text, grouping and model are what they are. */
  declare recorded: boolean
  /** What is shown is a picture, whose tokens are not grouped. */
  declare pictured: boolean

  constructor() {
    super()
    this.layers = []
    this.model = ''
    this.direction = 'attendsTo'
    this.grouping = 'tokens'
    this.recorded = this.pictured = false
  }

  override render() {
    const { choice, layers } = this
    const unknown = layers.length === 0
    const heads = headOptions(choice, layers)
    return html`
      <gaze-picker label=${t('Layer')} .value=${layerValue(choice)} .options=${layerOptions(choice, layers)} ?disabled=${unknown}
        @pick=${({ detail }: CustomEvent<string>) => { this.#chooseLayer(detail) }}></gaze-picker>
      <gaze-picker label=${t('Head')} .value=${String(choice.head)} .options=${heads} ?disabled=${unknown || heads.length < 2}
        @pick=${({ detail }: CustomEvent<string>) => { this.#choose({ head: indexOf(detail) }) }}></gaze-picker>
      <gaze-picker label=${t('Measure')} .value=${measureOf(choice)} .options=${measureOptions()} ?disabled=${unknown}
        @pick=${({ detail }: CustomEvent<Measure>) => { this.#choose({ measure: detail }) }}></gaze-picker>
      <vscode-button class="choose" appearance="secondary" ?disabled=${unknown || this.recorded || this.pictured} aria-label=${t('Grouping: {0}', sayGrouping(this.grouping))}
        title=${t('Grouping: {0}. Choose another…', sayGrouping(this.grouping))} @click=${() => { emit(this, 'gaze-command', 'chooseGrouping') }}
      ><span class="text">${sayGrouping(this.grouping)}</span>${icon('chevronDown')}</vscode-button>
      <gaze-segments label=${t('Direction')} .value=${this.direction} .options=${directions}
        @pick=${({ detail }: CustomEvent<Direction>) => { emit(this, 'gaze-direct', detail) }}></gaze-segments>
      <vscode-button class="choose" appearance="secondary" ?disabled=${this.recorded} aria-label=${t('Model: {0}', this.model)} title=${t('Model: {0}. Choose another…', this.model)}
        @click=${() => { emit(this, 'gaze-command', 'chooseModel') }}
      ><span class="text">${this.model}</span>${icon('chevronDown')}</vscode-button>
      <gaze-menu label=${t('Export')} .options=${exportOptions} ?disabled=${unknown}
        @pick=${({ detail }: CustomEvent<ExportFormat>) => { emit(this, 'gaze-export', detail) }}></gaze-menu>`
  }

  #chooseLayer(value: string): void {
    const { head, measure } = this.choice
    emit(this, 'gaze-choose', fitChoice({ ...layerOf(value), head, ...(measure && { measure }) }, this.layers))
  }

  #choose(part: Partial<HeadChoice>): void {
    emit(this, 'gaze-choose', fitChoice({ ...this.choice, ...part }, this.layers))
  }
}
customElements.define('gaze-toolbar', GazeToolbar)

function indexOf(value: string): number | Pool {
  return poolNames.find((name) => name === value) ?? Number(value)
}
