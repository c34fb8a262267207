import { css, html, nothing, type TemplateResult } from 'lit'
import type { Analysis } from '../../protocol/attention.ts'
import { sayNumber, t } from '../l10n/translate.ts'
import { icon, type IconName } from '../ui/icon.ts'

export const noticeStyles = css`
  .notices { display: flex; flex-direction: column; gap: 4px; }
  .notice { display: flex; align-items: flex-start; gap: 6px; }
  .notice .icon { padding-top: 2px; }
  .notice .text { flex: 1; min-width: 0; overflow-wrap: anywhere; }
  .notice .warning { color: var(--vscode-editorWarning-foreground, var(--vscode-foreground)); }
  .notice .info { color: var(--vscode-editorInfo-foreground, var(--vscode-foreground)); }
`

/** What a person has to know about what is drawn: the text was edited since, or cut; what could not be had. */
export function notices(analysis: Analysis, stale: boolean, onRerun: () => void): TemplateResult | typeof nothing {
  const { truncated, notes } = analysis
  if (!stale && !truncated && notes.length === 0) return nothing
  return html`<div class="notices" role="status">
    ${stale ? notice('warning', t('The text has been edited since it was analysed.'), html`<vscode-button
      appearance="secondary" @click=${onRerun}>${t('Re-run')}</vscode-button>`) : nothing}
    ${truncated ? notice('info', t('Showing the first {0} of {1} tokens.', sayNumber(truncated.kept), sayNumber(truncated.total))) : nothing}
    ${notes.map((note) => notice('info', note))}
  </div>`
}

function notice(kind: IconName & ('warning' | 'info'), text: string, action: TemplateResult | typeof nothing = nothing): TemplateResult {
  return html`<div class="notice"><span class=${kind}>${icon(kind)}</span><span class="text">${text}</span>${action}</div>`
}
