import { css } from 'lit'

export const predictionsStyles = css`
  :host { display: flex; flex-direction: column; gap: 14px; min-width: 0; padding: 2px 2px 12px; container-type: inline-size; }
  .said, .note { margin: 0; max-width: 100ch; overflow-wrap: anywhere; }
  .note { font-size: 11px; }
  .legend { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 8px; font-size: 11px; }
  .section { display: flex; flex-direction: column; gap: 5px; min-width: 0; }
  h3 { margin: 0; font-size: 11px; font-weight: 600; color: var(--vscode-foreground); overflow-wrap: anywhere; }
  h3 .token { font-family: var(--vscode-editor-font-family, monospace); }
  .parts { display: grid; grid-template-columns: minmax(0, 1fr); gap: 14px 36px; align-items: start; }
  .rule { height: 1px; border: 0; margin: 0; background: var(--vscode-panel-border, var(--vscode-contrastBorder, transparent)); }
  @container (min-width: 620px) { .parts { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); } }
`
