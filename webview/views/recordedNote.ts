import { css, html, nothing, type TemplateResult } from 'lit'
import { t } from '../l10n/translate.ts'

/** A recording that is shown in the place of a running model. */
export interface Recorded {
  readonly generator: string
  readonly model: string
  /** The model's file. */
  readonly revision: string
  /** Only what was shown is in it. */
  readonly partial: boolean
  /** Its model is here. */
  readonly canRun: boolean
}

export const recordedNoteStyles = css`
  .recorded { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 10px; margin: 0; font-size: 11px; overflow-wrap: anywhere; }
`

/** What is shown is a recording, and of what. */
export function recordedNote({ generator, model, revision, partial, canRun }: Recorded, onRun: () => void): TemplateResult {
  return html`<p class="recorded muted"><span>${t('Recorded with {0} on {1} ({2}).', generator, model, revision)}
    ${partial ? t('It has only the heads that were shown.') : nothing}</span>${canRun
    ? html`<vscode-button appearance="secondary" @click=${onRun}>${t('Run Again')}</vscode-button>` : nothing}</p>`
}
