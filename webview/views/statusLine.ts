import { css, html, type TemplateResult } from 'lit'
import type { Live } from '../state/pageState.ts'

export const statusLineStyles = css`
  .status { display: flex; flex-wrap: wrap; gap: 0 6px; font-size: 11px; }
  .status span:not(:last-child)::after { content: '·'; padding-left: 6px; }
`

const backendNames = { webgpu: 'WebGPU', wasm: 'WASM' }

/** Model, backend, tokens and run time of what is drawn. */
export function statusLine({ modelLabel, analysis: { backend, tokens, timing } }: Live): TemplateResult {
  return html`<div class="status muted number">
    <span>${modelLabel}</span><span>${backendNames[backend]}</span><span>${tokens.length} tokens</span>
    <span>${sayDuration(timing.runMs)}</span>
  </div>`
}

function sayDuration(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`
}
