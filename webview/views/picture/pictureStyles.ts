import { css } from 'lit'

export const pictureStyles = css`
  :host { display: flex; flex-direction: column; gap: 8px; min-width: 0; }
  :host([fill]) { min-height: 0; height: 100%; }
  .area { min-width: 0; }
  .area canvas { display: block; cursor: crosshair; touch-action: manipulation; border-radius: 2px; forced-color-adjust: none; }
  .top, .bar, .chips, .under { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 10px; min-width: 0; }
  .chips { gap: 4px; }
  .chip {
    position: relative; display: inline-flex; align-items: baseline; gap: 6px; min-height: 22px; margin: 0; padding: 1px 6px; border-radius: 2px; cursor: pointer;
    border: 1px solid var(--vscode-dropdown-border, var(--vscode-contrastBorder, transparent));
    background: var(--vscode-dropdown-background); color: var(--vscode-dropdown-foreground, var(--vscode-foreground));
    font: inherit; font-family: var(--vscode-editor-font-family, monospace);
  }
  .chip .share { position: absolute; left: 0; bottom: 0; height: 2px; background: var(--accent); forced-color-adjust: none; }
  .chip .number { color: var(--vscode-descriptionForeground); }
  .chip[aria-pressed='true'] { outline: 2px solid var(--accent); outline-offset: -1px; }
  .chip:hover, .chip.lit { background: var(--vscode-list-hoverBackground); color: var(--vscode-list-hoverForeground, var(--vscode-foreground)); }
  .chip:focus-visible { outline: 2px dashed var(--vscode-focusBorder); outline-offset: 1px; }
  .readout { display: flex; align-items: center; gap: 8px; min-height: 22px; flex: 1; min-width: 120px; }
  .readout .number { font-weight: 600; }
  .legend { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 6px; font-size: 11px; }
  p { margin: 0; }
`
