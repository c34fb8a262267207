import { css, html, LitElement } from 'lit'
import { greedy, type SamplingChoice } from '../../../protocol/predictions.ts'
import { t } from '../../l10n/translate.ts'
import type { SamplingSettings } from '../../state/samplingSettings.ts'
import { sharedStyles } from '../../ui/sharedStyles.ts'
import { byParts } from '../byParts.ts'
import { emit } from '../gazeEvents.ts'

/** How an encoder-decoder's target was written, and the controls to write it in another way. */
export class GazeTargetSampling extends LitElement {
  static override properties = { used: byParts, settings: byParts }
  static override styles = [sharedStyles, css`
    :host { display: block; min-width: 0; font-size: 12px; }
    summary { width: max-content; max-width: 100%; cursor: pointer; overflow-wrap: anywhere; }
    .open { display: flex; flex-direction: column; align-items: flex-start; gap: 8px; padding: 8px 0 4px 14px; }
    gaze-sampling-controls { width: 100%; }
  `]

  /** That of the target that is shown. */
  declare used: SamplingChoice
  declare settings: SamplingSettings

  constructor() {
    super()
    this.used = greedy
  }

  override render() {
    const { settings } = this
    return html`<details><summary>${t('Written: {0}', saySampling(this.used))}</summary>
      <div class="open">
        <gaze-sampling-controls .sampling=${settings.sampling}
          @sampling=${({ detail }: CustomEvent<SamplingChoice>) => { emit(this, 'gaze-navigate', { sampling: { ...settings, sampling: detail } }) }}></gaze-sampling-controls>
        <vscode-button @click=${() => { emit(this, 'gaze-sample', settings.sampling) }}>${t('Write It Again')}</vscode-button>
      </div></details>`
  }
}
customElements.define('gaze-target-sampling', GazeTargetSampling)

/** "always the likeliest token", "temperature 0.90, top-k 5, top-p 0.80, seed 3". */
export function saySampling({ temperature, topK, topP, seed }: SamplingChoice): string {
  if (temperature === 0) return t('always the likeliest token')
  return [t('temperature {0}', temperature.toFixed(2)), ...(topK > 0 ? [t('top-k {0}', topK)] : []), ...(topP < 1 ? [t('top-p {0}', topP.toFixed(2))] : []), t('seed {0}', seed)].join(', ')
}
