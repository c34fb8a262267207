import { css, html, nothing, type TemplateResult } from 'lit'
import { sayNumber, t } from '../l10n/translate.ts'
import type { Live } from '../state/pageState.ts'
import { sayCount } from '../state/phrases.ts'

export const statusLineStyles = css`
  .status { display: flex; flex-wrap: wrap; gap: 0 6px; font-size: 11px; }
  .status span:not(:last-child)::after { content: '·'; padding-left: 6px; }
`

const backendNames = { webgpu: 'WebGPU', wasm: 'WASM' }

/** Model, backend, tokens and run time of what is drawn. */
export function statusLine({ modelLabel, slice, analysis: { backend, tokens, timing } }: Live): TemplateResult {
  return html`<div class="status muted number">
    <span>${modelLabel}</span><span>${backendNames[backend]}</span><span>${sayCount('tokens', tokens.length)}</span>
    ${slice?.grouping ? html`<span>${sayCount(slice.grouping, slice.queries)}</span>` : nothing}
    <span>${sayDuration(timing.runMs)}</span>
  </div>`
}

function sayDuration(milliseconds: number): string {
  return milliseconds < 1000 ? t('{0} ms', sayNumber(milliseconds)) : t('{0} s', sayNumber(milliseconds / 1000, 1))
}
