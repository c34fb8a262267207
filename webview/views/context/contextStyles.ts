import { css } from 'lit'

/** One column; where there is room the chart on the left and its numbers on the right. */
export const contextStyles = css`
  :host { display: flex; flex-direction: column; gap: 12px; min-width: 0; padding: 2px 2px 12px; container-type: inline-size; }
  .choosing { display: flex; flex-direction: column; gap: 4px; min-width: 0; }
  .actions { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 10px; font-size: 11px; }
  .plain { padding: 0; border: 0; background: none; color: var(--vscode-textLink-foreground); font: inherit; cursor: pointer; }
  .plain:hover { text-decoration: underline; }
  .said { margin: 0; max-width: 76ch; overflow-wrap: anywhere; }
  .note { margin: 0; max-width: 76ch; font-size: 11px; overflow-wrap: anywhere; }
  .parts { display: flex; flex-direction: column; gap: 18px; min-width: 0; }
  .parts > div { display: flex; flex-direction: column; gap: 18px; min-width: 0; }
  .section { display: flex; flex-direction: column; gap: 4px; min-width: 0; }
  h3 { margin: 0; font-size: 11px; font-weight: 600; color: var(--vscode-foreground); }
  .legend { display: flex; flex-wrap: wrap; gap: 2px 12px; margin: 0; padding: 0; list-style: none; font-size: 11px; }
  .legend li { display: flex; align-items: center; min-width: 0; overflow-wrap: anywhere; }
  .swatch { display: inline-block; flex: none; width: 10px; height: 10px; margin-right: 4px; overflow: visible; forced-color-adjust: none; }
  .scroll { overflow-x: auto; max-width: 100%; }
  .scroll:focus-visible { outline-offset: -1px; }
  table { border-collapse: collapse; font-size: 12px; }
  th, td { padding: 1px 12px 1px 0; font-weight: 400; text-align: right; white-space: nowrap; vertical-align: top; }
  thead th { min-width: 9ch; max-width: 15ch; white-space: normal; vertical-align: bottom; }
  th[scope='row'], th[scope='col']:first-child {
    position: sticky; left: 0; text-align: left; white-space: nowrap;
    background: var(--gaze-background); color: var(--vscode-descriptionForeground);
  }
  thead th { color: var(--vscode-descriptionForeground); font-size: 11px; border-bottom: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent)); }
  th.left, td.left { text-align: left; }
  td.several { min-width: 17ch; white-space: normal; }
  .near { display: inline-block; padding-right: 8px; white-space: nowrap; }
  .name { font-family: var(--vscode-editor-font-family, monospace); }
  .grids { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, var(--grid-width, 150px)), 1fr)); gap: 10px 14px; }
  figure { margin: 0; min-width: 0; overflow-x: auto; }
  figcaption { font-size: 11px; color: var(--vscode-descriptionForeground); }
  .grid { display: grid; gap: 1px; width: max-content; min-width: min(100%, 110px); }
  .grid span { display: flex; align-items: center; justify-content: center; height: 22px; font-size: 11px; forced-color-adjust: none; border: 1px solid var(--vscode-contrastBorder, transparent); }
  @container (min-width: 880px) {
    .parts { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 36px; align-items: start; }
  }
`
