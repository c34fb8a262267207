import { css, html, LitElement } from 'lit'
import type { Direction, HeadChoice, LayerSummary } from '../../protocol/attention.ts'
import { t } from '../l10n/translate.ts'
import { sameChoice } from '../../protocol/choice.ts'
import { icon } from '../ui/icon.ts'
import type { PickerOption } from '../ui/picker.ts'
import { sharedStyles } from '../ui/sharedStyles.ts'
import { emit } from './gazeEvents.ts'

const directions: readonly PickerOption[] = [
  { value: 'attendsTo', label: t('attends to') },
  { value: 'attendedBy', label: t('attended by') },
]

/** The pickers of layer, head, direction and model. */
export class GazeToolbar extends LitElement {
  static override properties = {
    choice: { attribute: false, hasChanged: (a: HeadChoice, b?: HeadChoice) => !sameChoice(a, b) },
    layers: { attribute: false }, direction: {}, model: {},
  }
  static override styles = [sharedStyles, css`
    :host { display: flex; flex-wrap: wrap; align-items: center; gap: 6px; }
    gaze-picker { flex: 0 1 104px; min-width: 88px; }
    .model { flex: none; max-width: 100%; background: var(--vscode-dropdown-background); color: var(--vscode-dropdown-foreground); }
    .model:hover { background: var(--vscode-toolbar-hoverBackground); }
    .model::part(control) { border-color: var(--vscode-dropdown-border); max-width: 100%; height: 24px; padding: 0 6px 0 10px; }
    .model::part(content) { display: flex; align-items: center; min-width: 0; gap: 2px; }
    .model .text { width: auto; height: auto; max-width: 176px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  `]

  declare choice: HeadChoice
  declare layers: readonly LayerSummary[]
  declare direction: Direction
  declare model: string

  constructor() {
    super()
    this.layers = []
    this.model = ''
    this.direction = 'attendsTo'
  }

  override render() {
    const { choice: { layer, head }, layers } = this
    // Until the layers are known, just the choice that was made.
    const heads = layer === 'mean' ? 0 : (layers[layer]?.heads ?? (head === 'mean' ? 0 : head + 1))
    const layerOptions = [...numbered((number) => t('Layer {0}', number), layers.length || (layer === 'mean' ? 0 : layer + 1)), { value: 'mean', label: t('All layers') }]
    const headOptions = [...numbered((number) => t('Head {0}', number), heads), { value: 'mean', label: t('Average') }]
    return html`
      <gaze-picker label=${t('Layer')} .value=${String(layer)} .options=${layerOptions} ?disabled=${layers.length === 0}
        @pick=${({ detail }: CustomEvent<string>) => { this.#choose(detail, String(head)) }}></gaze-picker>
      <gaze-picker label=${t('Head')} .value=${String(head)} .options=${headOptions}
        ?disabled=${layers.length === 0 || layer === 'mean'}
        @pick=${({ detail }: CustomEvent<string>) => { this.#choose(String(layer), detail) }}></gaze-picker>
      <gaze-segments label=${t('Direction')} .value=${this.direction} .options=${directions}
        @pick=${({ detail }: CustomEvent<Direction>) => { emit(this, 'gaze-direct', detail) }}></gaze-segments>
      <vscode-button class="model" appearance="secondary" aria-label=${t('Model')} title=${t('Model: {0}. Choose another…', this.model)}
        @click=${() => { emit(this, 'gaze-command', 'chooseModel') }}
      ><span class="text">${this.model}</span>${icon('chevronDown')}</vscode-button>`
  }

  #choose(layer: string, head: string): void {
    if (layer === 'mean') emit(this, 'gaze-choose', { layer: 'mean', head: 'mean' })
    else emit(this, 'gaze-choose', { layer: Number(layer), head: head === 'mean' ? 'mean' : Number(head) })
  }
}
customElements.define('gaze-toolbar', GazeToolbar)

function numbered(name: (number: number) => string, count: number): readonly PickerOption[] {
  return Array.from({ length: count }, (_, index) => ({ value: String(index), label: name(index + 1) }))
}
