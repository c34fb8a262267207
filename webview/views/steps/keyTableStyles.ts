import { css, unsafeCSS } from 'lit'

/** Of a row, in CSS pixels. */
export const rowHeight = 22

export const keyTableStyles = css`
  :host { display: block; min-width: 0; container-type: inline-size; }
  .head { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; min-height: 24px; }
  .caption { flex: 1 1 auto; }
  .grid { max-height: ${unsafeCSS(14.5 * rowHeight)}px; overflow: hidden auto; }
  .grid:focus-visible { outline-offset: 1px; }
  .rows { box-sizing: border-box; }
  .row {
    display: grid;
    grid-template-columns: minmax(48px, 1fr) repeat(var(--shown), minmax(6ch, 8.5ch));
    align-items: center;
    gap: 4px;
    height: ${unsafeCSS(rowHeight)}px;
    padding: 0 4px;
    cursor: pointer;
  }
  .minor, .track { display: none; }
  .row:not(.header, .totals):is(:hover, .lit) { background: var(--vscode-list-hoverBackground); color: var(--vscode-list-hoverForeground, inherit); }
  .row.chosen { background: var(--vscode-list-inactiveSelectionBackground, var(--vscode-button-secondaryBackground)); color: var(--vscode-list-inactiveSelectionForeground, inherit); }
  :host-context(.vscode-high-contrast) .row.chosen { outline: 1px solid var(--vscode-contrastActiveBorder); outline-offset: -1px; background: none; color: inherit; }
  :host-context(.vscode-high-contrast) .row:not(.header, .totals, .chosen):is(:hover, .lit) { outline: 1px dashed var(--vscode-contrastActiveBorder); outline-offset: -1px; }
  .header { position: sticky; top: 0; z-index: 1; background: var(--gaze-background); color: var(--vscode-descriptionForeground); cursor: default; }
  .header > span { font-size: 11px; }
  .totals { position: sticky; bottom: 0; border-top: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent)); background: var(--gaze-background); cursor: default; }
  .token { font-family: var(--vscode-editor-font-family, monospace); white-space: pre; overflow: hidden; text-overflow: ellipsis; }
  .place { display: none; font-size: 11px; }
  .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
  .header .number { overflow: hidden; text-overflow: ellipsis; }
  .track { position: relative; height: 8px; }
  .bar { position: absolute; top: 0; height: 100%; min-width: 1px; opacity: var(--gaze-dim, 1); forced-color-adjust: none; }
  .beside { position: absolute; top: -3px; width: 2px; height: 14px; margin-left: -1px; background: var(--vscode-foreground); forced-color-adjust: none; }
  @container (max-width: 299px) { .row { font-size: 11px; gap: 2px; } }
  @container (min-width: 300px) {
    .row { grid-template-columns: minmax(56px, min(28%, 140px)) repeat(var(--columns), minmax(7ch, 9ch)) minmax(24px, 1fr); gap: 8px; }
    .track { display: block; }
    .minor { display: block; }
    .place { display: inline-block; min-width: 2.5ch; margin-right: 8px; }
  }
`
