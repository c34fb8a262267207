import { css, html, nothing, type TemplateResult } from 'lit'
import type { Failure, Progress } from '../../protocol/pageToHost.ts'
import { sayNumber, t } from '../l10n/translate.ts'
import { icon } from '../ui/icon.ts'

export const progressStyles = css`
  .state { display: flex; flex-direction: column; align-items: flex-start; gap: 10px; }
  .state p { margin: 0; overflow-wrap: anywhere; }
  .state .actions { display: flex; flex-wrap: wrap; gap: 8px; }
  .working { display: flex; align-items: center; gap: 8px; width: 100%; }
  .working vscode-progress-ring { width: 18px; height: 18px; flex: none; }
  @media (prefers-reduced-motion: reduce) { .working vscode-progress-ring { display: none; } }
  :host-context(.vscode-reduce-motion) .working vscode-progress-ring { display: none; }
  .working .text { flex: 1; min-width: 0; }
  .meter { width: 100%; height: 2px; background: var(--vscode-widget-border, var(--vscode-contrastBorder, transparent)); }
  .meter span { display: block; height: 100%; background: var(--vscode-progressBar-background); forced-color-adjust: none; }
  .state .written { font-family: var(--vscode-editor-font-family, monospace); }
  .failed { display: flex; gap: 6px; align-items: flex-start; }
  .failed .icon { color: var(--vscode-errorForeground); padding-top: 2px; }
`

/** What the engine is doing, with a way to stop it. */
export function working(progress: Progress | null, onCancel: () => void): TemplateResult {
  return html`<div class="state">
    <div class="working">
      <vscode-progress-ring aria-hidden="true"></vscode-progress-ring>
      <span class="text number">${sayProgress(progress)}</span>
      <span class="unseen" role="status">${sayPhase(progress)}</span>
      <vscode-button appearance="secondary" @click=${onCancel}>${t('Cancel')}</vscode-button>
    </div>
    ${progress?.phase === 'run' && progress.written ? html`<p class="written left-to-right">${progress.written}</p>` : nothing}
    ${progress?.phase === 'download' && progress.total > 0 ? html`<div
      class="meter" role="progressbar" aria-label=${t('Loading the model')} aria-valuemin="0" aria-valuemax="100"
      aria-valuenow=${Math.floor((100 * progress.loaded) / progress.total)}
    ><span .style=${`width: ${(100 * progress.loaded) / progress.total}%`}></span></div>` : nothing}
  </div>`
}

function sayProgress(progress: Progress | null): string {
  if (progress?.phase === 'run' && progress.done !== undefined) return t('Working it out: {0} %', Math.floor(100 * progress.done))
  if (progress?.phase !== 'download' || progress.total < 1e5) return sayPhase(progress)
  return t('Loading the model: {0} of {1} MB', sayNumber(progress.loaded / 1e6, 1), sayNumber(progress.total / 1e6, 1))
}

/** Without the numbers, which would be read aloud again and again. */
function sayPhase(progress: Progress | null): string {
  switch (progress?.phase) {
    case undefined: return t('Starting the engine…')
    case 'download': return t('Loading the model…')
    case 'prepare': return t('Preparing the model…')
    case 'run': return progress.done === undefined ? t('Running the model…') : t('Working it out…')
  }
}

export interface FailedActions {
  retry(): void
  chooseModel(): void
}

/** What went wrong, and the next steps where there are any. */
export function failed({ message }: Failure, actions: FailedActions | null): TemplateResult {
  return html`<div class="state" role="alert">
    <p class="failed">${icon('error')}<span>${message}</span></p>
    ${actions ? html`<div class="actions">
      <vscode-button @click=${() => { actions.retry() }}>${t('Retry')}</vscode-button>
      <vscode-button appearance="secondary" @click=${() => { actions.chooseModel() }}>${t('Choose Model')}</vscode-button>
    </div>` : nothing}
  </div>`
}

/** Nothing has been asked for yet. */
export function invitation(onShow: () => void): TemplateResult {
  return html`<div class="state">
    <p>${t('Select text or code in an editor, or put the caret in it, and see which tokens a transformer attends to.')}</p>
    <vscode-button @click=${onShow}>${t('Show Attention')}</vscode-button>
    <p class="muted">${t('The model runs on this computer. Nothing is sent anywhere.')}</p>
  </div>`
}
