import { css } from 'lit'

export const worldStyles = css`
  :host { display: flex; flex-direction: column; gap: 12px; min-width: 0; }
  :host([fill]) { min-height: 0; height: 100%; overflow-y: auto; }
  .main { display: flex; flex-wrap: wrap; gap: 12px 24px; min-width: 0; }
  gaze-world-grid { flex: 1 1 240px; max-width: 520px; }
  .beside { flex: 1 1 170px; max-width: 320px; display: flex; flex-direction: column; gap: 12px; min-width: 0; }
  .moves ul, .trail ol { margin: 4px 0 0; padding: 0; list-style: none; }
  .moves li { display: grid; grid-template-columns: minmax(64px, max-content) 1fr 5ch; align-items: center; gap: 8px; min-height: 22px; }
  .moves li.chosen { font-weight: 600; }
  .moves .track { height: 8px; }
  .moves .bar { display: block; height: 100%; min-width: 1px; forced-color-adjust: none; }
  .moves .number { text-align: right; }
  .buttons { display: flex; flex-wrap: wrap; gap: 6px; }
  .readout { display: flex; flex-wrap: wrap; gap: 0 8px; min-height: 20px; }
  .readout .number { font-weight: 600; }
  p { margin: 0; overflow-wrap: anywhere; }
  .trail ol { display: flex; flex-wrap: wrap; gap: 4px; }
  .trail button {
    position: relative; display: flex; flex-direction: column; align-items: center; gap: 1px; margin: 0; padding: 3px; border: 1px solid transparent; border-radius: 2px;
    background: none; color: inherit; font: inherit; font-size: 11px; line-height: 1.3; cursor: pointer;
  }
  .trail button:hover { background: var(--vscode-list-hoverBackground); color: var(--vscode-list-hoverForeground, inherit); }
  .trail button:hover .muted { color: inherit; }
  .trail button[aria-pressed='true'] { border-color: var(--accent); }
  :host-context(.vscode-high-contrast) .trail button:hover { outline: 1px dashed var(--vscode-contrastActiveBorder); outline-offset: -1px; }
`
