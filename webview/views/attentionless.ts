import { html, nothing, type TemplateResult } from 'lit'
import { t } from '../l10n/translate.ts'
import type { Live } from '../state/pageState.ts'
import { notices } from './notices.ts'
import { statusLine } from './statusLine.ts'

/** What there is of a model without attention: why nothing is drawn, and what it wrote. */
export function attentionless(live: Live, stale: boolean, onRerun: () => void): TemplateResult {
  const { target } = live.analysis
  return html`${notices(live.analysis, stale, onRerun)}
    ${target ? html`<section class="section"><h2>${target.generated ? t('Translation') : t('Target')}</h2><p>${target.text}</p></section>` : nothing}
    ${statusLine(live)}`
}
